/** `npm run ask -- "…"`: the console program on the local model; what follows `--` goes to `stepwise ask`. */
import './setup/nodeVersion.mjs';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { startLlamaServer } from './lab/llamaServer.mjs';
import { contentHash } from './setup/contentHash.mjs';
import { installDependencies } from './setup/dependencies.mjs';
import { beforeEnd, endProcess, endWithNpm } from './setup/endings.mjs';
import { root } from './setup/folders.mjs';
import { installLocalModel } from './setup/localModel.mjs';
import { run, SetupError } from './setup/run.mjs';
import { unlessStamped, writeStamp } from './setup/stamp.mjs';

const program = join(root, 'dist/cli.js');

/** Builds the bundles unless they were built from the sources as they are now. */
async function build() {
  const wanted = { sources: await contentHash(root, ['src', 'l10n', 'package-lock.json', 'esbuild.mjs']) };
  await unlessStamped({ title: 'Building the console program', folder: join(root, 'dist'), wanted }, async () => {
    await run(process.execPath, ['esbuild.mjs'], { cwd: root });
    await writeStamp(join(root, 'dist'), wanted);
  });
}

/** Gives the program's exit status. Ctrl-C reaches the program by itself; we only wait for its end. */
function ask({ baseUrl, model }) {
  const own = process.argv.slice(2);
  const args = [program, 'ask', ...own, ...(own.includes('--base-url') ? [] : ['--base-url', baseUrl, '--model', model])];
  const child = spawn(process.execPath, args, { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {});
  return new Promise(resolve => child.on('exit', code => resolve(code ?? 130)));
}

endWithNpm(130);
try {
  await installDependencies();
  const localModel = await installLocalModel();
  await build();
  const server = await startLlamaServer(localModel);
  beforeEnd(server.stop);
  await endProcess(await ask(server));
} catch (error) {
  process.stderr.write(`${error instanceof SetupError ? error.message : error.stack}\n`);
  await endProcess(1);
}
