import type { Browser, Locator } from 'playwright-core';
import { currentVsix } from '../../scripts/lab/vsix.mjs';
import { openBrowser } from '../support/lab/browser.ts';
import { openWorkbench, type Workbench, type WorkbenchOptions } from '../support/lab/workbench.ts';
import type { ScriptedServer, SeenRequest } from '../support/scriptedServer.ts';
import { type SampleFolder, sampleFolder } from './sampleFolder.ts';
import { startListedServer } from './scriptedRun.ts';

/** The machine may have much else to do. */
const PATIENCE_MS = 90_000;

/** A scripted server and a workbench of a real VS Code that are new for each test; the test opens the workbench. */
export interface WorkbenchSuite {
  readonly server: ScriptedServer;
  readonly editor: Workbench;
  /** The workspace's folder. */
  readonly folder: string;
  open(settings: Readonly<Record<string, unknown>>, more?: Partial<WorkbenchOptions>): Promise<void>;
  /** With the scripted server as the endpoint in use. */
  openConnected(settings?: Readonly<Record<string, unknown>>, more?: Partial<WorkbenchOptions>): Promise<void>;
  quickInput(): Locator;
  quickBox(): Locator;
  chatRequests(): readonly SeenRequest[];
  /** Types an address into the box that asks for one, once it is there. */
  typeBaseUrl(url: string): Promise<void>;
}

/** Registers the hooks of the suite that calls it, and its time limit. */
export function workbenchSuite(suite: Mocha.Suite): WorkbenchSuite {
  suite.timeout(240_000);
  let browser: Browser;
  let vsix: string;
  let sample: SampleFolder;
  let server: ScriptedServer;
  let editor: Workbench;

  before(async () => {
    [browser, vsix, sample] = await Promise.all([openBrowser(), currentVsix(), sampleFolder()]);
  });
  after(async () => {
    await browser.close();
    await sample.remove();
  });
  beforeEach(async () => {
    server = await startListedServer();
  });
  afterEach(async () => {
    await editor.close();
    await server.close();
  });

  const open: WorkbenchSuite['open'] = async (settings, more = {}) => {
    editor = await openWorkbench({ vsix, workspaceFolder: sample.path, browser, settings, ...more });
    editor.page.setDefaultTimeout(PATIENCE_MS);
  };
  const quickInput = (): Locator => editor.page.locator('.quick-input-widget');
  const quickBox = (): Locator => quickInput().locator('input');
  return {
    get server() {
      return server;
    },
    get editor() {
      return editor;
    },
    get folder() {
      return sample.path;
    },
    open,
    openConnected: (settings = {}, more = {}) => open({ 'stepwise.baseUrl': server.baseUrl, 'stepwise.model': 'm1', ...settings }, more),
    quickInput,
    quickBox,
    chatRequests: () => server.requests.filter(({ path }) => path.endsWith('/chat/completions')),
    typeBaseUrl: async url => {
      await quickInput().getByText('The base URL, as the server or the provider names it').waitFor();
      await quickBox().fill(url);
    },
  };
}
