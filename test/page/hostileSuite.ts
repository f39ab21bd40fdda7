import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { type HostileString, harmlessTwin, hostileStrings, isHuge } from '../support/hostile.ts';
import { openBrowser } from '../support/lab/browser.ts';
import { startScriptedServer } from '../support/scriptedServer.ts';
import { answer, runStart } from './events.ts';
import { findForeignElements, findUnseen, followLinks, openFolds, type Scene, scenesFor, show } from './hostilePage.ts';
import { type PageServer, startPageServer } from './pageServer.ts';
import { TestPage } from './testPage.ts';
import { innocent, type PageWatcher, watchPage } from './watcher.ts';

const LONGEST_HANG_MS = 1000;
/** Other suites may be at work on the same two cores. */
const MOST_TRIES = 4;

/** Short strings are quickly drawn; each of the huge ones needs the machine for itself to be timed. */
export function drawHostileStrings(suite: Mocha.Suite, which: 'short' | 'huge'): void {
  suite.timeout(240_000);
  const strings = hostileStrings.filter(one => isHuge(one) === (which === 'huge'));
  let browser: Browser;
  let server: PageServer;
  let host: TestPage;
  let watcher: PageWatcher;
  let harmless = 0;

  before(async () => {
    [browser, server] = await Promise.all([openBrowser(), startPageServer()]);
    [host, watcher] = await openWatched();
    // From the first formula on, each is set as soon as it is drawn.
    await host.snapshot();
    await host.events(runStart('Why?'), ...answer('\\(x\\)'));
    await host.page.locator('.math math').waitFor();
  });
  after(async () => {
    console.log(`      hostile strings: ${harmless} of ${strings.length} ${which} ones on the page`);
    await Promise.all([browser.close(), server.close()]);
  });

  async function openWatched(options = {}): Promise<[TestPage, PageWatcher]> {
    const opened = await TestPage.open(browser, server.origin, options);
    return [opened, await watchPage(opened.page)];
  }

  async function faultsOf(one: HostileString): Promise<string[]> {
    const faults: string[] = [];
    for (const scene of scenesFor(one)) {
      const ms = await quickest(one, scene);
      if (ms > LONGEST_HANG_MS) faults.push(`hung for ${Math.round(ms)} ms at ${scene.places}`);
      await openFolds(host.page);
      faults.push(...(await findForeignElements(host.page)));
      for (const place of await findUnseen(host.page, one.word, scene.places)) faults.push(`is not seen at ${place}`);
      for (const message of await followLinks(host.page)) if (!isHarmless(message)) faults.push(JSON.stringify(message));
    }
    const misdeeds = Object.values(await watcher.take()).flat();
    return [...faults, ...misdeeds].map(fault => `${one.class}, ${one.id}: ${fault}`);
  }

  /** Where that took long, less what as much harmless text takes at the same moment. */
  async function quickest(one: HostileString, scene: Scene): Promise<number> {
    let ms = Number.POSITIVE_INFINITY;
    for (let tries = 0; tries < MOST_TRIES && ms > LONGEST_HANG_MS; tries++) {
      ms = await show(host.page, one, scene);
      if (ms <= LONGEST_HANG_MS) break;
      ms -= await show(host.page, harmlessTwin(one), scene);
      await show(host.page, one, scene);
    }
    return ms;
  }

  for (const name of new Set(strings.map(one => one.class))) {
    it(`does nothing, stops nothing and hides nothing: ${name}`, async () => {
      const faults: string[] = [];
      for (const one of strings.filter(({ class: of }) => of === name)) {
        const found = await faultsOf(one);
        if (found.length === 0) harmless++;
        faults.push(...found);
      }
      assert.deepEqual(faults, []);
    });
  }

  describe('would be noticed:', () => {
    let opened: TestPage;
    let watching: PageWatcher;
    const open = async (options = {}) => {
      [opened, watching] = await openWatched(options);
    };
    /** Puts HTML into the page, as a faulty page would. */
    const put = async (html: string) => {
      await opened.page.evaluate(text => document.body.insertAdjacentHTML('beforeend', text), html);
      await opened.page.waitForTimeout(100);
    };
    const run = async (script: string) => {
      await opened.page.evaluate(script).catch(() => {});
      await opened.page.waitForTimeout(100);
    };
    afterEach(() => opened.close());

    const SCRIPT = '<b onclick="window.pwned = 1" id="harm">x</b>';
    const clickIt = () => opened.page.evaluate(() => document.getElementById('harm')?.click());

    it('an image reaches a server where no policy stops it, and is reported where one does', async () => {
      const attacker = await startScriptedServer({ status: 204 }, { status: 204 });
      const image = `${attacker.origin}/beacon.png`;
      await open({ withoutPolicy: true });
      await put(`<img src="${image}">`);
      await attacker.request(0);
      assert.deepEqual((await watching.take()).requests, [image]);
      await opened.close();
      await open();
      await put(`<img src="${image}">`);
      assert.deepEqual((await watching.take()).violations, [`img-src ${image}`]);
      assert.equal(attacker.requests.length, 1);
      await attacker.close();
    });

    it('a script runs where no policy stops it, and is reported where one does', async () => {
      await open({ withoutPolicy: true });
      await put(SCRIPT);
      await clickIt();
      assert.deepEqual((await watching.take()).scripts, ['window.pwned']);
      await opened.close();
      await open();
      await put(SCRIPT);
      await clickIt();
      const { scripts, violations } = await watching.take();
      assert.deepEqual([scripts, violations], [[], ['script-src-attr inline']]);
    });

    it('a request to the page’s own server for what is no file of the page', async () => {
      await open({ withoutPolicy: true });
      await put('<img src="/x">');
      assert.deepEqual((await watching.take()).requests, [`${server.origin}/x`]);
    });

    it('a window, a dialog and another address', async () => {
      await open();
      await run("window.open('about:blank')");
      await run("alert('owned')");
      await run("location.assign('about:blank')");
      assert.deepEqual((await watching.take()).openings, ['window about:blank', 'dialog owned', 'address about:blank']);
    });

    it('an element of the writer’s', async () => {
      await open();
      await opened.page.evaluate(() => document.getElementById('root')?.insertAdjacentHTML('beforeend', '<svg></svg><p onclick="x"></p>'));
      assert.equal((await findForeignElements(opened.page)).length, 2);
    });

    it('a page that is busy for more than a second, and a word that is hidden', async () => {
      await open();
      const [one] = hostileStrings;
      const scene = one && scenesFor(one)[0];
      assert.ok(one && scene);
      assert.deepEqual(await findUnseen(opened.page, one.word, ['.question']), ['.question']);
      await run(`window.addEventListener('message', () => { const end = performance.now() + 1100; while (performance.now() < end); })`);
      assert.ok((await show(opened.page, one, scene)) > LONGEST_HANG_MS);
      assert.deepEqual(await findUnseen(opened.page, one.word, ['.question']), []);
      for (const [property, value] of [
        ['visibility', 'hidden'],
        ['opacity', '0'],
        ['font-size', '0'],
        ['display', 'none'],
      ] as const) {
        await opened.page.evaluate(
          ([name, to]) => document.querySelector<HTMLElement>('.question')?.style.setProperty(name ?? '', to ?? ''),
          [property, value],
        );
        assert.deepEqual(await findUnseen(opened.page, one.word, ['.question']), ['.question'], property);
        await opened.page.evaluate(() => document.querySelector('.question')?.removeAttribute('style'));
      }
    });

    it('a link that would leave the page without its host', async () => {
      await open();
      await opened.page.evaluate(() => document.getElementById('root')?.insertAdjacentHTML('beforeend', '<a href="command:x">x</a>'));
      assert.deepEqual((await followLinks(opened.page)).map(isHarmless), [false]);
      assert.deepEqual(await watching.take(), innocent);
    });
  });
}

/** VS Code asks the reader before it opens an address of the web. */
function isHarmless(message: unknown): boolean {
  if (typeof message !== 'object' || message === null || !('type' in message && 'href' in message)) return false;
  return message.type === 'openLink' && /^https?:\/\//i.test(String(message.href));
}
