/**
 * Makes the README's pictures of the page's states, and those of the walkthrough. Nothing is written of a page in which text is
 * cut, lies upon text or leaves the window, or in which the focus cannot be seen.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { root } from '../../scripts/setup/folders.mjs';
import { findUglyThings } from '../page/look.ts';
import { startPageServer } from '../page/pageServer.ts';
import { SCENES } from '../page/scenes.ts';
import { TestPage } from '../page/testPage.ts';
import type { ThemeName } from '../page/themes.ts';
import { openBrowser } from '../support/lab/browser.ts';
import { encodePng } from './encode.ts';
import { decodePng } from './png.ts';

interface Shot {
  /** Below the project's folder, without its ending. */
  readonly file: string;
  readonly scene: keyof typeof SCENES;
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
}

const inReadme = (name: string, shot: Omit<Shot, 'file'>): Shot => ({ file: `docs/pictures/${name}`, ...shot });

const README_SHOTS: readonly Shot[] = [
  inReadme('empty', { scene: 'empty' }),
  inReadme('connecting', { scene: 'connecting' }),
  inReadme('streaming', { scene: 'streaming', height: 680 }),
  inReadme('finished', { scene: 'finished', height: 740 }),
  inReadme('failed', { scene: 'failed', height: 480 }),
  inReadme('branch', { scene: 'branch', height: 680 }),
  inReadme('compare', { scene: 'compare', width: 800, height: 960 }),
  inReadme('vote', { scene: 'vote', height: 680 }),
  inReadme('tree', { scene: 'tree', height: 930 }),
  inReadme('history', { scene: 'history', height: 480 }),
  inReadme('chinese', { scene: 'chinese', height: 520 }),
  inReadme('theme-light', { scene: 'finished', theme: 'light', height: 740 }),
  inReadme('theme-high-contrast', { scene: 'finished', theme: 'high-contrast', height: 740 }),
  inReadme('theme-high-contrast-light', { scene: 'finished', theme: 'high-contrast-light', height: 740 }),
  inReadme('narrow', { scene: 'finished', width: 300, height: 960 }),
];

const WALKTHROUGH_SCENES: Readonly<Record<string, string>> = {
  connect: 'connecting',
  ask: 'empty',
  read: 'finished',
  steer: 'branch',
};
const WALKTHROUGH_SHOTS: readonly Shot[] = Object.entries(WALKTHROUGH_SCENES).flatMap(([name, scene]) =>
  (['dark', 'light'] as const).map(theme => ({ file: `media/walkthrough/${name}-${theme}`, scene, theme, width: 520, height: 520 })),
);

async function take(browser: Browser, origin: string, { file, scene, theme = 'dark', width = 520, height = 600 }: Shot): Promise<void> {
  const host = await TestPage.open(browser, origin, { theme, width, height });
  await SCENES[scene]?.(host);
  const ugly = await findUglyThings(host.page);
  if (ugly.length > 0) throw new Error(`${file}:\n${ugly.join('\n')}`);
  await host.page.mouse.move(2, 2);
  await host.page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  const png = encodePng(decodePng(await host.page.screenshot({ animations: 'disabled', caret: 'hide' })));
  await writeFile(join(root, `${file}.png`), png);
  console.log(`${file}.png ${(png.length / 1024).toFixed(0)} KB`);
  await host.close();
}

async function takeAll(): Promise<void> {
  for (const folder of ['docs/pictures', 'media/walkthrough']) await mkdir(join(root, folder), { recursive: true });
  const [browser, server] = await Promise.all([openBrowser(), startPageServer()]);
  try {
    for (const shot of [...README_SHOTS, ...WALKTHROUGH_SHOTS]) await take(browser, server.origin, shot);
  } finally {
    await Promise.all([browser.close(), server.close()]);
  }
}

takeAll().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
