import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run, SetupError, succeeds } from './run.mjs';
import { installSystemParts } from './system.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

const macPrograms = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

function onPath(name) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map(folder => join(folder, name)).find(file => existsSync(file));
}

/** Finds a Chromium, Chrome or Edge. `STEPWISE_BROWSER` names another. Gives the program's path, or undefined. */
export function findBrowser() {
  const named = process.env.STEPWISE_BROWSER;
  if (named) {
    if (existsSync(named)) return named;
    throw new SetupError(`STEPWISE_BROWSER names ${named}, which does not exist.`);
  }
  if (process.platform === 'darwin') return macPrograms.find(file => existsSync(file));
  return names.map(onPath).find(Boolean);
}

/** Tells whether Chinese can be drawn. Where there is no fontconfig (macOS) the system has its own fonts. */
async function hasChineseFont() {
  if (process.platform !== 'linux' || !(await succeeds('fc-list', ['--version']))) return process.platform !== 'linux';
  return (await run('fc-list', [':lang=zh-cn', 'family'])).trim() !== '';
}

/** Sees to it that there are a browser and fonts for Chinese text, and gives the browser's program. */
export async function installBrowser() {
  const found = findBrowser();
  const debianPackages = [...(found ? [] : ['chromium']), ...((await hasChineseFont()) ? [] : ['fonts-noto-cjk'])];
  if (debianPackages.length > 0) {
    const missing = found ? 'The tests need a font with Chinese characters.' : 'The tests need Chromium or Chrome.';
    await installSystemParts({ missing, debianPackages, macCommand: 'brew install --cask chromium' });
  }
  return findBrowser();
}
