import type { Page } from 'playwright-core';

/** What a page did that no text of a model may make it do. */
export interface Misdeeds {
  /** Addresses outside the page's own files. */
  readonly requests: readonly string[];
  /** What the security policy stopped, by directive and address. */
  readonly violations: readonly string[];
  /** Windows, dialogs, downloads and other addresses that were opened. */
  readonly openings: readonly string[];
  /** What was said on the console, and errors that nobody caught. */
  readonly complaints: readonly string[];
  /** Scripts that ran: each sets `window.pwned`. */
  readonly scripts: readonly string[];
}

export const innocent: Misdeeds = { requests: [], violations: [], openings: [], complaints: [], scripts: [] };

/** Watches a page from now on; what it saw is taken with `take`. */
export interface PageWatcher {
  /** Everything since the last time. */
  take(): Promise<Misdeeds>;
}

/** Records the two things that only the page itself can see. It is put in by the browser, which no policy of the page forbids. */
const RECORDER = `
window.__name ??= value => value; // What tsx wraps named functions in, also those that a test sends here.
window.misdeeds ??= { violations: [], scripts: [] };
document.addEventListener('securitypolicyviolation', event => {
  window.misdeeds.violations.push(event.effectiveDirective + ' ' + event.blockedURI);
});
Object.defineProperty(window, 'pwned', { configurable: true, set: () => { window.misdeeds.scripts.push('window.pwned'); } });`;

/** Begins to watch. The page must have been loaded. */
export async function watchPage(page: Page): Promise<PageWatcher> {
  const home = page.url();
  const requests: string[] = [];
  const openings: string[] = [];
  const complaints: string[] = [];
  page.on('request', request => isOwn(request.url(), home) || requests.push(request.url()));
  page.on('console', message => complaints.push(message.text()));
  page.on('pageerror', error => complaints.push(error.message));
  page.on('popup', opened => {
    openings.push(`window ${opened.url()}`);
    opened.close().catch(() => {});
  });
  page.on('dialog', dialog => {
    openings.push(`dialog ${dialog.message()}`);
    dialog.dismiss().catch(() => {});
  });
  page.on('download', download => openings.push(`download ${download.url()}`));
  page.on('framenavigated', frame => frame.url() === home || openings.push(`address ${frame.url()}`));
  await page.evaluate(RECORDER);
  return {
    take: async () => {
      const inPage = await page.evaluate<Pick<Misdeeds, 'violations' | 'scripts'>>(`(() => {
        const seen = window.misdeeds;
        window.misdeeds = { violations: [], scripts: [] };
        return seen ?? window.misdeeds;
      })()`);
      return { requests: requests.splice(0), openings: openings.splice(0), complaints: complaints.splice(0), ...inPage };
    },
  };
}

const OWN_FILES =
  /^\/(?:(?:page|composer|markdown|session|theme|codicon|math)\.css|(?:page|math)\.js|codicon\.ttf|Temml\.woff2|favicon\.ico)?$/;

/** The page's own files alone: another path of its server is a request of somebody else's. */
function isOwn(url: string, home: string): boolean {
  const { origin, pathname } = new URL(url);
  return origin === new URL(home).origin && OWN_FILES.test(pathname);
}
