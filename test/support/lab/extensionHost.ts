import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { recordPassed } from '../../../scripts/features/ran.mjs';
import { root } from '../../../scripts/setup/folders.mjs';
import { openBrowser } from './browser.ts';
import { type EditorServerOptions, startEditorServer } from './editorServer.ts';
import { type Language, setLanguage } from './pageSetup.ts';
import { bundleSuite } from './suiteBundle.ts';
import { workbenchUrl } from './workbenchUrl.ts';

/** Which tests to run inside the extension host of a real VS Code. */
export interface ExtensionHostOptions extends EditorServerOptions {
  /** A TypeScript file that holds the suite in mocha's BDD style. It may import `vscode`. */
  readonly suitePath: string;
  readonly workspaceFolder: string;
  /** The source tree of the extension. Without it, and without a VSIX, this checkout. */
  readonly developmentPath?: string;
  readonly language?: Language;
  /** The browser to use, which then stays open. */
  readonly browser?: Browser;
  /** How long one test of the suite may take. */
  readonly testTimeoutMs?: number;
  /** How long the whole run may take. */
  readonly timeoutMs?: number;
  /** Plays the reader in the workbench while the tests go on. */
  readonly playReader?: (page: Page) => Promise<void>;
  /** Looks at what VS Code has written when the tests have ended, before it is removed. */
  readonly lookAtData?: (dataFolder: string) => Promise<void>;
}

/** What came out. */
export interface ExtensionHostResult {
  /** 0 only if tests ran and all of them passed. */
  readonly exitCode: number;
  /** What the suite printed: a line for each test, whatever it gave to `logLine`, and `N passed, N failed`. */
  readonly log: string;
  /** All that VS Code and the extension host said, which is much. */
  readonly hostLog: string;
}

/** VS Code wants an extension under development where it runs tests; beside an installed VSIX it gets an empty one. */
async function writeEmptyExtension(folder: string): Promise<string> {
  const path = join(folder, 'empty-extension');
  await mkdir(path);
  const manifest = { name: 'empty', publisher: 'stepwise-test', version: '0.0.1', engines: { vscode: '*' } };
  await writeFile(join(path, 'package.json'), JSON.stringify(manifest));
  return path;
}

/** The titles that the suite's reporter says have passed. */
const passedIn = (log: string): readonly string[] => [...log.matchAll(/^ok {6}(.+)$/gm)].map(([, title = '']) => title);

/** Opens the page and waits until VS Code says that the tests have ended. */
async function runTests(page: Page, url: string, timeoutMs: number): Promise<Omit<ExtensionHostResult, 'log'>> {
  const lines: string[] = [];
  await page.exposeFunction('codeAutomationLog', (_kind: string, values: unknown[]) => lines.push(values.map(String).join(' ')));
  const exitCode = await new Promise<number>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`The tests did not end within ${timeoutMs} ms.\n${lines.join('\n')}`)), timeoutMs);
    const end = (code: number): void => {
      clearTimeout(timer);
      resolve(code);
    };
    page
      .exposeFunction('codeAutomationExit', end)
      .then(() => page.goto(url))
      .catch(reject);
  });
  return { exitCode, hostLog: lines.join('\n') };
}

/** Runs a mocha suite inside the extension host of a real VS Code, with settings and extensions of its own. */
export async function runInExtensionHost(options: ExtensionHostOptions): Promise<ExtensionHostResult> {
  const { suitePath, workspaceFolder, language = 'en', testTimeoutMs = 20_000, timeoutMs = 120_000 } = options;
  const server = await startEditorServer(options);
  const browser = options.browser ?? (await openBrowser());
  const context = await browser.newContext();
  try {
    const { testsPath, logFile } = await bundleSuite({ suitePath, folder: server.folder, testTimeoutMs });
    const emptyOrRoot = options.vsix ? await writeEmptyExtension(server.folder) : root;
    const developmentPath = options.developmentPath ?? emptyOrRoot;
    const page = await context.newPage();
    await setLanguage(page, language);
    const url = workbenchUrl({ origin: server.origin, workspaceFolder, developmentPath, testsPath });
    const [result] = await Promise.all([runTests(page, url, timeoutMs), options.playReader?.(page)]);
    await options.lookAtData?.(server.dataFolder);
    const log = await readFile(logFile, 'utf8').catch(() => '');
    recordPassed(passedIn(log));
    return { ...result, log };
  } finally {
    await context.close();
    if (!options.browser) await browser.close();
    await server.close();
  }
}
