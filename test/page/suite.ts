import type { Browser } from 'playwright-core';
import { openBrowser } from '../support/lab/browser.ts';
import { type PageServer, startPageServer } from './pageServer.ts';
import { type PageOptions, TestPage } from './testPage.ts';

/** Generous, because other suites may be at work on the same two cores; nothing here waits for time to pass. */
const TIMEOUT_MS = 30_000;

/** Gives a `describe` one browser and one server. What a test opens is closed after it. Call it first: it sets the time limit. */
export function pagesForSuite(suite: Mocha.Suite): (options?: PageOptions) => Promise<TestPage> {
  suite.timeout(TIMEOUT_MS);
  let browser: Browser;
  let server: PageServer;
  let opened: TestPage[] = [];
  before(async () => {
    [browser, server] = await Promise.all([openBrowser(), startPageServer()]);
  });
  afterEach(async () => {
    await Promise.all(opened.map(page => page.close()));
    opened = [];
  });
  after(() => Promise.all([browser.close(), server.close()]));
  return async options => {
    const page = await TestPage.open(browser, server.origin, options);
    opened.push(page);
    return page;
  };
}
