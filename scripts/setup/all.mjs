import { installBrowser } from './browser.mjs';
import { installCodeServer } from './codeServer.mjs';
import { installDependencies } from './dependencies.mjs';
import { installLocalModel } from './localModel.mjs';
import { ensureVenv } from './python.mjs';

/**
 * Installs whatever is missing, and tells where it all lies. What is there already is not touched and asks no network.
 * `browser` and `localModel` say whether these two parts are needed. Throws a SetupError that says what to do.
 */
export async function installAll({ browser, localModel }) {
  // The parts of the system come first: where they are missing and cannot be installed, it stops before any download.
  const browserProgram = browser ? await installBrowser() : undefined;
  if (localModel) await ensureVenv();
  await installDependencies();
  const codeServer = await installCodeServer();
  const model = localModel ? await installLocalModel() : undefined;
  return { browser: browserProgram, codeServer, localModel: model };
}
