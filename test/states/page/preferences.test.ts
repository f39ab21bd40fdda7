import assert from 'node:assert/strict';
import { runStart, step, stepDelta, stepStart } from '../../page/events.ts';
import { pagesForSuite } from '../../page/suite.ts';
import type { TestPage } from '../../page/testPage.ts';

describe('the page and what a reader prefers', function () {
  const openPage = pagesForSuite(this);
  let host: TestPage;

  beforeEach(async () => {
    host = await openPage();
    await host.snapshot();
  });

  const movements = (): Promise<number> => host.page.evaluate(() => document.getAnimations().length);
  const directionOf = (selector: string): Promise<string> =>
    host.page.locator(selector).evaluate(element => getComputedStyle(element).direction);

  it('moves nothing where the system asks for less motion', async () => {
    await host.events(runStart('Why?'), stepStart(0));
    assert.ok((await movements()) > 0);
    await host.page.emulateMedia({ reducedMotion: 'reduce' });
    assert.equal(await movements(), 0);
  });

  it('moves nothing where VS Code asks for less motion', async () => {
    await host.events(runStart('Why?'), stepStart(0));
    assert.ok((await movements()) > 0);
    await host.page.evaluate(() => document.body.classList.add('vscode-reduce-motion'));
    assert.equal(await movements(), 0);
  });

  it('still marks the running step in forced colours', async () => {
    await host.page.emulateMedia({ forcedColors: 'active' });
    await host.events(runStart('Why?'), stepStart(0), stepDelta(0, { content: 'Text' }));
    const [mark, ground] = await host.page
      .locator('.time')
      .evaluate(time => [getComputedStyle(time, '::before').borderTopColor, getComputedStyle(document.documentElement).backgroundColor]);
    assert.notEqual(mark, ground);
  });

  it('writes a step from right to left where its words are, and the page itself from left to right', async () => {
    await host.events(runStart('لماذا؟'), ...step(0, 'الخطوة الأولى', 'هذا النص من **اليمين** إلى اليسار.\n\nThis one is not.'));
    await host.step(1).click();
    assert.deepEqual(await Promise.all(['.step-title', '.question', '.step-body .block >> nth=0'].map(directionOf)), ['rtl', 'rtl', 'rtl']);
    assert.deepEqual(await Promise.all(['.step-body .block >> nth=1', '.step-head', '.toolbar'].map(directionOf)), ['ltr', 'ltr', 'ltr']);
  });
});
