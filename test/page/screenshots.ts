import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openBrowser } from '../support/lab/browser.ts';
import { startPageServer } from './pageServer.ts';
import { SCENES } from './scenes.ts';
import { TestPage } from './testPage.ts';
import { THEMES, type ThemeName } from './themes.ts';

const FOLDER = join(import.meta.dirname, '..', '..', '.lab', 'screenshots');
const WIDTHS = [300, 900];

/** Takes a picture of every scene in every theme and width, for a person to look at. Arguments: names of scenes; none means all. */
async function takeScreenshots(wanted: readonly string[]): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  const server = await startPageServer();
  const browser = await openBrowser();
  try {
    const scenes = Object.entries(SCENES).filter(([name]) => wanted.length === 0 || wanted.includes(name));
    for (const [name, play] of scenes) {
      for (const theme of Object.keys(THEMES) as ThemeName[]) {
        for (const width of WIDTHS) {
          const page = await TestPage.open(browser, server.origin, { theme, width, height: 760 });
          await play(page);
          await page.page.screenshot({ path: join(FOLDER, `${name}-${theme}-${width}.png`) });
          await page.close();
        }
      }
    }
  } finally {
    await browser.close();
    await server.close();
  }
}

void takeScreenshots(process.argv.slice(2));
