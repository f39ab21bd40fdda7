import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { answer, answerDelta, answerStart, runStart, step } from '../../page/events.ts';
import { pagesForSuite } from '../../page/suite.ts';
import { connectedUi, type PageOptions, type TestPage } from '../../page/testPage.ts';
import { THEMES, type ThemeName } from '../../page/themes.ts';
import { innocent, watchPage } from '../../page/watcher.ts';

const CODE = 'def one(): return 1\n\n\nprint(one())';
const FENCED = `\`\`\`python\n${CODE}\n\`\`\``;

describe('what a text is about, on the page', function () {
  const openPage = pagesForSuite(this);

  async function show(text: string, options: PageOptions = {}): Promise<TestPage> {
    const host = await openPage(options);
    await host.snapshot();
    await host.events(runStart('Why?'), ...answer(text));
    return host;
  }

  const region = (host: TestPage): Locator => host.page.getByRole('region', { name: 'Answer' });

  describe('code', () => {
    it('is copied, inserted at the cursor or opened in a new editor with one button each', async () => {
      const host = await show(`Look:\n\n${FENCED}\n\nThat is all.`);
      for (const name of ['Copy code', 'Insert at cursor', 'Open in new editor']) await host.button(name).click();
      assert.deepEqual(await host.posted(), [
        { type: 'copy', text: CODE },
        { type: 'insertCode', code: CODE },
        { type: 'openCode', code: CODE, language: 'python' },
      ]);
    });

    it('has its buttons once its block is finished, and they can be reached by keyboard', async () => {
      const host = await openPage();
      await host.snapshot();
      await host.events(runStart('Why?'), answerStart, answerDelta('```python\ndef one'));
      assert.equal(await host.button('Copy code').count(), 0);
      await host.events(answerDelta('(): return 1\n```\n\nThat'));
      assert.equal(await host.button('Copy code').count(), 1);
      await host.button('Copy code').focus();
      await host.page.keyboard.press('Tab');
      assert.equal(await host.page.evaluate(() => document.activeElement?.getAttribute('aria-label')), 'Insert at cursor');
      await host.page.keyboard.press('Enter');
      assert.deepEqual(await host.posted(), [{ type: 'insertCode', code: 'def one(): return 1' }]);
    });

    for (const theme of Object.keys(THEMES) as ThemeName[]) {
      it(`is coloured by the theme, and can be read: ${theme}`, async () => {
        const host = await show('```python\n# one\ndef one(): return "x" + 1\n```', { theme });
        const colours = await region(host)
          .locator('.hljs-comment, .hljs-keyword, .hljs-string, .hljs-number')
          .evaluateAll(words => words.map(word => getComputedStyle(word).color));
        assert.ok(colours.length >= 4, String(colours));
        assert.ok(new Set(colours).size >= 3, String(colours));
      });
    }
  });

  describe('a formula', () => {
    it('is set as mathematics, in a line or on its own, by a script that is loaded with the first one', async () => {
      const host = await openPage();
      const loaded: string[] = [];
      host.page.on('request', request => loaded.push(new URL(request.url()).pathname));
      const watcher = await watchPage(host.page);
      await host.snapshot();
      await host.events(runStart('Why?'), ...step(0, 'One', 'No formula, only $5 and $6.'));
      assert.deepEqual(
        loaded.filter(path => /math/.test(path)),
        [],
      );
      await host.events(...answer('So \\(x^2\\), and\n\n\\[\n\\frac{a}{b}\n\\]\n\nand $$y$$ hold; it costs $5 or $6.'));
      await region(host).locator('math').nth(2).waitFor();
      assert.deepEqual(
        await region(host)
          .locator('math')
          .evaluateAll(all => all.map(math => math.getAttribute('display') ?? 'inline')),
        ['inline', 'block', 'block'],
      );
      assert.equal(await region(host).locator('math mfrac').count(), 1);
      assert.match(await region(host).innerText(), /it costs \$5 or \$6/);
      assert.deepEqual([...new Set(loaded)].filter(path => /math/.test(path)).sort(), ['/math.css', '/math.js']);
      assert.deepEqual(await watcher.take(), innocent);
    });

    it('is text until it closes, and stays as it was written where it is none', async () => {
      const host = await show('\\(x\\)');
      await region(host).locator('math').waitFor();
      await host.snapshot({ session: { id: 's2', runs: [] } });
      await host.events(runStart('Why?'), answerStart, answerDelta('So \\(x^'));
      assert.match(await region(host).innerText(), /So \(x\^/);
      assert.equal(await region(host).locator('math').count(), 0);
      await host.events(answerDelta('2\\) and \\(\\nonsense{\\) and'));
      assert.equal(await region(host).locator('math').count(), 1);
      assert.match(await region(host).innerText(), /and \\\(\\nonsense\{\\\) and/);
    });

    it('that is wider than the page scrolls within itself', async () => {
      const host = await show(`\\[${'x + '.repeat(100)}x\\] and \\(${'y + '.repeat(100)}y\\)`, { width: 300 });
      await region(host).locator('math').nth(1).waitFor();
      assert.ok(await host.page.getByRole('main').evaluate(main => main.scrollWidth <= main.clientWidth));
      assert.deepEqual(
        await region(host)
          .locator('.math')
          .evaluateAll(all => all.map(math => math.scrollWidth > math.clientWidth)),
        [true, true],
      );
    });
  });

  describe('a reference to a file', () => {
    const TEXT = 'See `src/a.ts:12-20`, lib/b.py:3 and src/new.ts, again src/a.ts:1.';

    it('opens the file at its lines, and is marked where the workspace has no such file', async () => {
      const host = await show(TEXT);
      await host.page.waitForFunction(() =>
        Reflect.get(window, 'posted').some((message: { type: string }) => message.type === 'resolveFiles'),
      );
      assert.deepEqual(await host.posted(), [{ type: 'resolveFiles', paths: ['src/a.ts', 'lib/b.py', 'src/new.ts'] }]);
      assert.equal(await region(host).getByRole('link').count(), 0);
      await host.send({ type: 'knownFiles', known: { 'src/a.ts': true, 'lib/b.py': true, 'src/new.ts': false } });
      assert.deepEqual(await region(host).getByRole('link').allInnerTexts(), ['src/a.ts:12-20', 'lib/b.py:3', 'src/a.ts:1']);
      for (const link of await region(host).getByRole('link').all()) await link.click();
      assert.deepEqual((await host.posted()).slice(1), [
        { type: 'openFile', path: 'src/a.ts', line: 12, endLine: 20 },
        { type: 'openFile', path: 'lib/b.py', line: 3, endLine: 3 },
        { type: 'openFile', path: 'src/a.ts', line: 1, endLine: 1 },
      ]);
      const missing = region(host).locator('.missing');
      assert.equal(await missing.getAttribute('title'), 'not in the workspace');
      assert.match((await missing.textContent()) ?? '', /^src\/new\.ts \(not in the workspace\)$/);
      await missing.click();
      assert.equal((await host.posted()).length, 4);
    });

    it('is asked about once, however often it stands there and its step is opened', async () => {
      const host = await openPage();
      await host.snapshot({ ui: { ...connectedUi, stepDisplay: 'expanded' } });
      await host.events(runStart('Why?'), ...step(0, 'One', TEXT), ...step(1, 'Two', TEXT));
      await host.page.waitForFunction(() =>
        Reflect.get(window, 'posted').some((message: { type: string }) => message.type === 'resolveFiles'),
      );
      await host.send({ type: 'knownFiles', known: { 'src/a.ts': true, 'lib/b.py': false, 'src/new.ts': false } });
      await host.step(1).click();
      await host.drawn();
      await host.step(1).click();
      await host.drawn();
      assert.equal(await host.stepText(1).getByRole('link').count(), 2);
      assert.equal((await host.posted()).length, 1);
    });

    it('is left alone while its block is being written', async () => {
      const host = await openPage();
      await host.snapshot();
      await host.events(runStart('Why?'), answerStart, answerDelta('See src/a.ts'));
      await host.page.waitForTimeout(150);
      assert.deepEqual(await host.posted(), []);
      await host.events(answerDelta('x:5.\n\nAnd'));
      await host.page.waitForFunction(() => Reflect.get(window, 'posted').length > 1);
      assert.deepEqual(await host.posted(), [{ type: 'resolveFiles', paths: ['src/a.tsx'] }]);
    });
  });
});
