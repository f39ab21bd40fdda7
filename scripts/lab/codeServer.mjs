import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../setup/run.mjs';
import { freePort } from './freePort.mjs';
import { startGuarded, waitUntilHealthy } from './guarded.mjs';
import { quietSettings } from './quietSettings.mjs';

const entry = codeServer => join(codeServer.server, 'out/server-main.js');

/** Writes settings where the server keeps those of the machine and those of the user, before it starts. */
async function seedSettings(dataFolder, kind, settings) {
  const folder = join(dataFolder, 'data', kind);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'settings.json'), JSON.stringify(settings, undefined, 2));
}

/** Installs a VSIX into the folder of extensions, with the server's own installer. Needs no network and takes less than a second. */
export async function installExtension({ codeServer, dataFolder, extensionsFolder, vsix }) {
  const folders = ['--server-data-dir', dataFolder, '--extensions-dir', extensionsFolder];
  const args = [entry(codeServer), '--accept-server-license-terms', ...folders, '--install-extension', vsix, '--force'];
  const said = await run(codeServer.node, args);
  if (!said.includes('successfully installed')) throw new Error(`The extension could not be installed: ${said}`);
}

/** The arguments of the server: it listens on this machine alone, and with a `token` to nobody without it. */
export function serverFlags({ port, token, trustAll, testDriver, dataFolder, extensionsFolder, folder }) {
  return [
    ...['--host', '127.0.0.1', '--port', String(port), '--server-data-dir', dataFolder, '--extensions-dir', extensionsFolder],
    ...['--accept-server-license-terms', '--disable-telemetry', '--telemetry-level', 'off'],
    ...(token ? ['--connection-token', token] : ['--without-connection-token']),
    ...(trustAll ? ['--disable-workspace-trust'] : []),
    ...(folder ? ['--default-folder', folder] : []),
    ...(testDriver ? ['--enable-smoke-test-driver'] : []),
  ];
}

/**
 * Starts VS Code's server on 127.0.0.1 and waits until it answers.
 * `codeServer` comes from set-up. `machineSettings` are those of the remote machine, `userSettings` come on top of the quiet ones.
 * Without a `token` anybody on this machine can connect, which is for tests. `trustAll` switches Restricted Mode off; `folder` is what opens.
 */
export async function startCodeServer(options) {
  const { codeServer, dataFolder, token, machineSettings = {}, userSettings = {}, environment = {} } = options;
  const port = options.port || (await freePort());
  await seedSettings(dataFolder, 'Machine', machineSettings);
  await seedSettings(dataFolder, 'User', { ...quietSettings, ...userSettings });
  const args = [entry(codeServer), ...serverFlags({ ...options, port })];
  const logFile = join(dataFolder, 'server.log');
  const server = startGuarded({ program: codeServer.node, args, env: { ...serverEnvironment(), ...environment }, logFile });
  const origin = `http://127.0.0.1:${port}`;
  const query = token ? `?tkn=${token}` : '';
  // A browser is sent on to the bare address with its token in a cookie.
  const headers = token ? { cookie: `vscode-tkn=${token}` } : {};
  await waitUntilHealthy(server, `${origin}/`, { name: "VS Code's server", headers });
  return { origin, query, dataFolder, stop: server.stop, exited: server.exited };
}

/** What the extension host may see of our environment: no key and no endpoint, which would make a run depend on the shell it began in. No marketplace is asked. */
function serverEnvironment() {
  const isSecret = name => /^(OPENAI|STEPWISE)_|_API_KEY$/.test(name);
  const kept = Object.entries(process.env).filter(([name]) => !isSecret(name));
  return { ...Object.fromEntries(kept), EXTENSIONS_GALLERY: '{}' };
}
