import assert from 'node:assert/strict';
import { runStart, stepDelta, stepStart } from './events.ts';
import { pagesForSuite } from './suite.ts';
import type { TestPage } from './testPage.ts';

describe('the page and the end of the text', function () {
  const openPage = pagesForSuite(this);
  let host: TestPage;

  beforeEach(async () => {
    host = await openPage();
    await host.snapshot();
    await host.events(runStart('Why?'), stepStart(0), stepDelta(0, { content: 'Line.\n\n'.repeat(80) }));
  });

  const distance = () =>
    host.page.getByRole('main').evaluate(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight);

  it('keeps the newest words in view', async () => {
    assert.ok((await distance()) < 2);
    await host.events(stepDelta(0, { content: 'Line.\n\n'.repeat(20) }));
    assert.ok((await distance()) < 2);
  });

  it('leaves the page where the reader scrolled it, and offers to jump to the latest', async () => {
    assert.equal(await host.button('Jump to latest').count(), 0);
    await host.scrollUp();
    const before = await distance();
    await host.events(stepDelta(0, { content: 'Line.\n\n'.repeat(20) }));
    assert.ok((await distance()) > before);
    await host.button('Jump to latest').click();
    await host.drawn();
    assert.ok((await distance()) < 2);
    assert.equal(await host.button('Jump to latest').count(), 0);
  });

  it('follows again once the reader is back at the end', async () => {
    await host.scrollUp();
    await host.page.mouse.wheel(0, 100_000);
    await host.button('Jump to latest').waitFor({ state: 'detached' });
    await host.events(stepDelta(0, { content: 'Line.\n\n'.repeat(20) }));
    assert.ok((await distance()) < 2);
  });
});
