/** `npm run package`: builds what a user installs, the VSIX and the console program's .tgz, into the checkout. */
import './setup/nodeVersion.mjs';
import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { packageConsole } from './lab/consolePackage.mjs';
import { packageVsix } from './lab/vsix.mjs';
import { installDependencies } from './setup/dependencies.mjs';
import { root } from './setup/folders.mjs';
import { SetupError } from './setup/run.mjs';

async function tell(file) {
  const { size } = await stat(file);
  process.stdout.write(`${basename(file)}  ${Math.ceil(size / 1024)} KB\n`);
}

try {
  await installDependencies();
  const vsix = join(root, 'stepwise.vsix');
  await packageVsix(vsix);
  await tell(vsix);
  await tell(await packageConsole(root));
} catch (error) {
  process.stderr.write(`${error instanceof SetupError ? error.message : error.stack}\n`);
  process.exitCode = 1;
}
