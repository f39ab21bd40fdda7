/**
 * `npm start`: all set-up, then a real VS Code in the browser with Stepwise in it, joined to a real model.
 * `npm start -- --base-url URL --model NAME` joins it to that endpoint instead.
 */
import './setup/nodeVersion.mjs';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { installExtension, startCodeServer } from './lab/codeServer.mjs';
import { freePort } from './lab/freePort.mjs';
import { startLlamaServer } from './lab/llamaServer.mjs';
import { currentVsix } from './lab/vsix.mjs';
import { installAll } from './setup/all.mjs';
import { beforeEnd, endOnSignals, endProcess, endWithNpm, isEnding } from './setup/endings.mjs';
import { inLab, root } from './setup/folders.mjs';
import { tryToLock } from './setup/lock.mjs';
import { stage } from './setup/progress.mjs';
import { SetupError } from './setup/run.mjs';

const usage = 'Usage: npm start [-- --base-url URL --model NAME]';
const dataFolder = inLab('start/data');
const extensionsFolder = inLab('start/extensions');
/** Kept from start to start, because a browser keeps what it stores by address. */
const usualPort = 18_391;

class UsageError extends Error {}

/** Reads the endpoint from the command line; undefined means the local model. */
function readEndpoint() {
  const options = { 'base-url': { type: 'string' }, model: { type: 'string' } };
  try {
    const { values } = parseArgs({ options });
    if (!values['base-url'] && !values.model) return undefined;
    if (!values['base-url'] || !values.model) throw new Error('--base-url and --model belong together.');
    return { baseUrl: new URL(values['base-url']).href.replace(/\/$/, ''), model: values.model };
  } catch (error) {
    throw new UsageError(`${error.message}\n${usage}`);
  }
}

/** Any answer below 500 will do: an endpoint that wants a key says 401 to us. */
async function expectAnswer({ baseUrl }) {
  const answer = await fetch(`${baseUrl}/models`, { signal: AbortSignal.timeout(10_000) }).catch(() => undefined);
  await answer?.body?.cancel();
  if (!answer || answer.status >= 500) throw new SetupError(`No model answers at ${baseUrl}. Is its server running, and is the URL right?`);
}

async function startModel(localModel) {
  const server = await stage("Starting the model's server", () => startLlamaServer(localModel));
  beforeEnd(server.stop);
  return server;
}

const readSettings = async kind => {
  const text = await readFile(join(dataFolder, 'data', kind, 'settings.json'), 'utf8').catch(() => '{}');
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
};

/** What a person has set in an earlier start stays, except the endpoint. */
async function startEditor(codeServer, { baseUrl, model }) {
  const token = randomBytes(20).toString('hex');
  const server = await stage('Starting VS Code', async () =>
    startCodeServer({
      codeServer,
      dataFolder,
      extensionsFolder,
      token,
      port: await freePort(usualPort),
      trustAll: true,
      folder: join(root, 'scripts/lab/sample-workspace'),
      machineSettings: { ...(await readSettings('Machine')), 'stepwise.baseUrl': baseUrl, 'stepwise.model': model },
      userSettings: { 'workbench.startupEditor': 'readme', 'stepwise.preset': 'quick', ...(await readSettings('User')) },
    }),
  );
  beforeEnd(server.stop);
  return server;
}

async function start() {
  const endpoint = readEndpoint();
  const unlock = await tryToLock('start.lock');
  if (!unlock) throw new SetupError('`npm start` is running already in this checkout. End it with Ctrl-C first.');
  beforeEnd(unlock);
  const { codeServer, localModel } = await installAll({ browser: false, localModel: !endpoint });
  const vsix = await currentVsix();
  await installExtension({ codeServer, dataFolder, extensionsFolder, vsix });
  if (endpoint) await expectAnswer(endpoint);
  const model = endpoint ?? (await startModel(localModel));
  const editor = await startEditor(codeServer, model);
  process.stdout.write(`Stepwise is ready: ${editor.origin}/${editor.query}\n`);
  process.stderr.write('Select code there, press F1 and run "Stepwise: Reason About Selection". Ctrl-C here ends everything.\n');
  await Promise.race([editor.exited, ...(model.exited ? [model.exited] : [])]);
  if (!isEnding()) throw new SetupError('A server ended by itself; its last words are in .lab/logs and .lab/start/data/server.log.');
}

endOnSignals(0);
endWithNpm(0);
try {
  await start();
} catch (error) {
  const isTold = error instanceof SetupError || error instanceof UsageError;
  process.stderr.write(`${isTold ? error.message : error.stack}\n`);
  await endProcess(error instanceof UsageError ? 2 : 1);
}
