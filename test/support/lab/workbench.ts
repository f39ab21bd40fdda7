import { mkdir } from 'node:fs/promises';
import { basename, isAbsolute, join } from 'node:path';
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import { inLab } from '../../../scripts/setup/folders.mjs';
import { openBrowser } from './browser.ts';
import { type EditorServerOptions, startEditorServer } from './editorServer.ts';
import { type Language, recordConsole, setLanguage } from './pageSetup.ts';
import { workbenchUrl } from './workbenchUrl.ts';

/** How a real VS Code is to be opened. */
export interface WorkbenchOptions extends EditorServerOptions {
  readonly workspaceFolder: string;
  /** The source tree of an extension, instead of or beside a VSIX. */
  readonly developmentPath?: string;
  readonly language?: Language;
  /** The label of a colour theme, for example `Default High Contrast`. */
  readonly theme?: string;
  /** The browser to use, which then stays open after `close`. */
  readonly browser?: Browser;
  readonly width?: number;
  readonly height?: number;
}

/** Which of the two webviews: the editor panel or the side view. */
export type WebviewPlace = 'panel' | 'view';

/** A real VS Code in a real browser. */
export interface Workbench {
  readonly page: Page;
  readonly origin: string;
  /** The server's data, with `data/Machine/settings.json` and `data/User/settings.json`. */
  readonly dataFolder: string;
  /** What the page and the webviews in it said on the console so far. */
  readonly consoleLines: readonly string[];
  /** Runs a command by its title in the command palette, for example `Stepwise: Ask…`. Does not wait for what the command does. */
  runCommand(title: string): Promise<void>;
  /** Opens a file, named from the workspace folder, and focuses its editor. */
  openFile(path: string): Promise<void>;
  /** Selects whole lines, counted from 1, in the active editor. */
  selectLines(first: number, last: number): Promise<void>;
  /** The page of the extension, two frames deep. */
  stepwiseFrame(place: WebviewPlace): FrameLocator;
  /** Loads the page anew, as the browser does: VS Code is not asked to write anything down first. */
  reload(): Promise<void>;
  /** Opens the same folder once more on the same server, in the same browser profile. It goes away with this one. */
  openAnotherWindow(): Promise<Workbench>;
  /** Saves what is to be seen as `.lab/screenshots/NAME.png` and gives the path. */
  screenshot(name: string): Promise<string>;
  close(): Promise<void>;
}

const extensionId = 'stepwise.stepwise';
const patienceMs = 60_000;

const webviewSelector: Readonly<Record<WebviewPlace, string>> = {
  panel: `iframe.webview[src*="extensionId=${extensionId}"]:not([src*="purpose=webviewView"])`,
  view: `iframe.webview[src*="extensionId=${extensionId}"][src*="purpose=webviewView"]`,
};

/** Opens the box of the palette and of quick open, types, and picks an entry. Says whether it could be picked. */
async function tryQuickly(page: Page, text: string, entry: Locator): Promise<boolean> {
  const box = page.locator('.quick-input-widget input[type="text"]');
  await page.keyboard.press('F1');
  return box
    .fill(text, { timeout: 3000 })
    .then(() => entry.click({ timeout: 3000 }))
    .then(
      () => true,
      () => false,
    );
}

/**
 * Types until the entry is there and picked. More than once, because VS Code may not have read the extension's
 * manifest yet, and because what the command before has opened may take the focus, which closes the box.
 */
async function pickQuickly(page: Page, text: string, label: string): Promise<void> {
  const giveUpAt = performance.now() + patienceMs;
  const entry = page.locator('.quick-input-widget').getByRole('option').filter({ hasText: label }).first();
  for (;;) {
    if (await tryQuickly(page, text, entry)) return;
    if (performance.now() > giveUpAt) throw new Error(`VS Code offers no "${label}" for "${text}".`);
    await page.keyboard.press('Escape');
  }
}

/** By its absolute path, because the search for files needs a native program that this server does not have. */
async function openFile(page: Page, path: string): Promise<void> {
  await pickQuickly(page, path, basename(path));
  await page.getByRole('tab', { name: basename(path) }).waitFor();
  await page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
}

async function selectLines(page: Page, first: number, last: number): Promise<void> {
  await pickQuickly(page, `:${first}`, `${first}`);
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  for (let line = first; line < last; line++) await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+End');
}

async function saveScreenshot(page: Page, name: string): Promise<string> {
  const folder = inLab('screenshots');
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path });
  return path;
}

/** Waits until VS Code has restored its window, through the driver that its own smoke tests use. */
async function waitUntilRestored(page: Page): Promise<void> {
  await page.locator('.monaco-workbench').waitFor({ timeout: patienceMs });
  await page.waitForFunction('"driver" in globalThis', undefined, { timeout: patienceMs });
  await page.evaluate('driver.whenWorkbenchRestored()');
}

/** Opens a real VS Code, with settings and extensions of its own, on a folder. */
export async function openWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const { workspaceFolder, developmentPath, language = 'en', theme, width = 1280, height = 800 } = options;
  const settings = { ...(theme ? { 'workbench.colorTheme': theme } : {}), ...options.settings };
  const server = await startEditorServer({ ...options, settings });
  const browser = options.browser ?? (await openBrowser());
  const context = await browser.newContext({ viewport: { width, height }, permissions: ['clipboard-read', 'clipboard-write'] });
  const close = async (): Promise<void> => {
    await context.close();
    if (!options.browser) await browser.close();
    await server.close();
  };
  const openWindow = async (): Promise<Workbench> => {
    const page = await context.newPage();
    await setLanguage(page, language);
    const consoleLines = recordConsole(page);
    await page.goto(workbenchUrl({ origin: server.origin, workspaceFolder, ...(developmentPath ? { developmentPath } : {}) }));
    await waitUntilRestored(page);
    return {
      page,
      origin: server.origin,
      dataFolder: server.dataFolder,
      consoleLines,
      runCommand: title => pickQuickly(page, `>${title}`, title),
      openFile: path => openFile(page, isAbsolute(path) ? path : join(workspaceFolder, path)),
      selectLines: (first, last) => selectLines(page, first, last),
      stepwiseFrame: place => page.frameLocator(webviewSelector[place]).frameLocator('#active-frame'),
      reload: async () => {
        await page.reload();
        await waitUntilRestored(page);
      },
      openAnotherWindow: openWindow,
      screenshot: name => saveScreenshot(page, name),
      close,
    };
  };
  try {
    return await openWindow();
  } catch (error) {
    await close();
    throw error;
  }
}
