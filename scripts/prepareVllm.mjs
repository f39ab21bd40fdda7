/** All set-up that `npm run test:vllm` needs before its suites begin; what is there already is not touched. */
import './setup/nodeVersion.mjs';
import { currentVsix } from './lab/vsix.mjs';
import { installAll } from './setup/all.mjs';
import { SetupError } from './setup/run.mjs';
import { installVllmModel } from './setup/vllmModel.mjs';

try {
  await installAll({ browser: true, localModel: false });
  await installVllmModel();
  await currentVsix();
} catch (error) {
  process.stderr.write(`${error instanceof SetupError ? error.message : error.stack}\n`);
  process.exitCode = 1;
}
