import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { answer, runStart, stepDelta, stepEnd, stepStart } from './events.ts';
import { pagesForSuite } from './suite.ts';
import type { PageOptions, TestPage } from './testPage.ts';

const HOSTILE = `<script>window.pwned = 1</script>
<img src="x" onerror="window.pwned = 1">
<b onclick="window.pwned = 1" style="color: red">bold</b>

[script](javascript:window.pwned=1) [command](command:workbench.action.quit) [data](data:text/html,x) [file](file:///etc/passwd)
<javascript:window.pwned=1>

![a picture](https://evil.example/x.png?secret) ![inline](data:image/png;base64,AAAA)

| a |
|:-:|
| [x](JavaScript:alert(1)) |

\`\`\`html"><script>window.pwned=1</script>
<script>window.pwned = 1</script>
\`\`\`

[ref]

[ref]: javascript:window.pwned=1`;

describe('text of a model on the page', function () {
  const openPage = pagesForSuite(this);

  /** Everything that the browser tried to load from elsewhere, or complained of. */
  function watch(page: Page): { readonly requests: string[]; readonly complaints: string[] } {
    const seen = { requests: [] as string[], complaints: [] as string[] };
    page.on('request', request => new URL(request.url()).origin === new URL(page.url()).origin || seen.requests.push(request.url()));
    page.on('console', message => seen.complaints.push(message.text()));
    page.on('pageerror', error => seen.complaints.push(error.message));
    return seen;
  }

  async function show(text: string, options: PageOptions = {}): Promise<TestPage> {
    const host = await openPage(options);
    await host.snapshot();
    await host.events(runStart('Why?'), ...answer(text));
    return host;
  }

  const region = (host: TestPage) => host.page.getByRole('region', { name: 'Answer' });
  const pwned = (host: TestPage) => host.page.evaluate(() => Reflect.get(window, 'pwned'));

  for (const withoutPolicy of [false, true]) {
    it(`is inert ${withoutPolicy ? 'even without' : 'under'} the security policy`, async () => {
      const host = await openPage({ withoutPolicy });
      const seen = watch(host.page);
      await host.snapshot();
      await host.events(runStart(HOSTILE), stepStart(0), stepDelta(0, { title: HOSTILE, content: HOSTILE }), stepEnd(0, HOSTILE, HOSTILE));
      await host.events(...answer(HOSTILE));
      for (const link of await region(host).getByText('script', { exact: true }).all()) await link.click();
      await host.page.waitForTimeout(100);
      assert.equal(await pwned(host), undefined);
      assert.equal(await host.page.locator('#root').locator('script, img, iframe, [style]:not(.segment), [onclick], [onerror]').count(), 0);
      assert.equal(await region(host).locator('a').count(), 0);
      assert.deepEqual(seen, { requests: [], complaints: [] });
      assert.match(await region(host).innerText(), /<script>window\.pwned = 1<\/script>[\s\S]*a picture inline/);
      assert.deepEqual(await host.posted(), []);
    });
  }

  it('would be seen to do harm: the watcher fires for a handler in a page without the policy, and the policy stops it', async () => {
    const inject = (page: Page) =>
      page.evaluate(() => {
        document.body.insertAdjacentHTML('beforeend', '<b onclick="window.pwned = 1">x</b>');
        document.querySelector<HTMLElement>('b[onclick]')?.click();
      });
    for (const [withoutPolicy, harm] of [
      [true, 1],
      [false, undefined],
    ] as const) {
      const host = await show('x', { withoutPolicy });
      const seen = watch(host.page);
      await inject(host.page);
      await host.page.waitForTimeout(50);
      assert.equal(await pwned(host), harm);
      assert.equal(seen.complaints.length, withoutPolicy ? 0 : 1);
    }
  });

  it('opens links to http and https through the host only', async () => {
    const host = await show('[one](https://example.com/a?b=c) and <http://example.org>');
    await region(host).getByRole('link', { name: 'one' }).click();
    await region(host).getByRole('link', { name: 'http://example.org' }).click({ button: 'middle' });
    assert.deepEqual(await host.posted(), [
      { type: 'openLink', href: 'https://example.com/a?b=c' },
      { type: 'openLink', href: 'http://example.org' },
    ]);
    assert.equal(host.page.context().pages().length, 1);
  });

  it('keeps the writer’s line ends, and emphasis beside Chinese punctuation', async () => {
    const host = await show('**重点：**文字\n第二行');
    assert.equal(await region(host).locator('strong').innerText(), '重点：');
    assert.match(await region(host).innerText(), /重点：文字\n第二行/);
  });

  it('colours code in the languages it knows, and shows other code as it is', async () => {
    const host = await show('```python\ndef one(): return 1\n```\n\n```klingon\nqapla <b>\n```');
    assert.equal(await region(host).locator('.hljs-keyword').first().innerText(), 'def');
    assert.match(await region(host).innerText(), /qapla <b>/);
  });

  it('writes a paragraph from right to left where its words run so', async () => {
    const host = await show('שלום עולם\n\nEnglish');
    const directions = await region(host)
      .locator('.block')
      .evaluateAll(blocks => blocks.map(block => getComputedStyle(block).direction));
    assert.deepEqual(directions, ['rtl', 'ltr']);
  });

  it('keeps code, tables and long words within a width of 300 pixels', async () => {
    const wide = `${'wide'.repeat(60)}\n\n\`${'code'.repeat(60)}\`\n\n\`\`\`ts\n${'const x = 1; '.repeat(30)}\n\`\`\`\n\n|${' a |'.repeat(30)}\n|${'---|'.repeat(30)}\n|${' cell |'.repeat(30)}`;
    const host = await openPage({ width: 300 });
    await host.snapshot();
    await host.events(runStart('q'.repeat(200)), stepStart(0), stepDelta(0, { title: 't'.repeat(200), content: wide }));
    await host.events(...answer(wide));
    for (const element of ['html', 'main', '.session', '.composer']) {
      const over = await host.page.locator(element).evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
      assert.ok(over <= 0, `${element} is ${over} pixels too wide`);
    }
    const scrolls = await region(host)
      .locator('pre, .table')
      .evaluateAll(boxes => boxes.map(box => box.scrollWidth > box.clientWidth));
    assert.deepEqual(scrolls, [true, true]);
  });

  it('draws a finished block once, however many words follow', async () => {
    const host = await openPage();
    await host.snapshot();
    await host.events(runStart('Why?'), stepStart(0));
    await host.page.evaluate(() => {
      Reflect.set(window, 'drawn', 0);
      new MutationObserver(records => {
        const blocks = new Set(records.map(({ target }) => target).filter(target => target instanceof Element && target.matches('.block')));
        const added = records
          .flatMap(({ addedNodes }) => [...addedNodes])
          .filter(node => node instanceof Element && node.matches('.block'));
        Reflect.set(window, 'drawn', Reflect.get(window, 'drawn') + new Set([...blocks, ...added]).size);
      }).observe(document.body, { childList: true, subtree: true });
    });
    const paragraphs = 40;
    for (let number = 0; number < paragraphs; number++) {
      await host.events(stepDelta(0, { content: `Paragraph ${number}, ` }));
      await host.events(stepDelta(0, { content: 'and its end.\n\n' }));
    }
    const drawn = await host.page.evaluate(() => Number(Reflect.get(window, 'drawn')));
    assert.equal(await host.page.locator('.block').count(), paragraphs);
    assert.ok(drawn >= paragraphs && drawn <= paragraphs * 2, `${drawn} drawings for ${paragraphs * 2} pieces`);
  });
});
