import assert from 'node:assert/strict';
import type { PageUi } from '../../../src/protocol/messages.ts';
import { pagesForSuite } from '../../page/suite.ts';
import { connectedUi, type TestPage } from '../../page/testPage.ts';

describe('What is known of the next question', function () {
  const openPage = pagesForSuite(this);
  let host: TestPage;

  beforeEach(async () => {
    host = await openPage();
  });

  const show = (ui: Partial<PageUi>) => host.snapshot({ ui: { ...connectedUi, ...ui } });
  const meter = () => host.page.getByRole('meter', { name: 'Context' });
  const value = () => meter().getAttribute('aria-valuetext');
  const context = { size: 4096, used: 1234, scale: { narrow: 1, wide: 1 } };

  it('is how much of the context it takes, where the size is known', async () => {
    await show({ context });
    assert.equal(await value(), '1,234 of 4,096 tokens');
    assert.deepEqual([await meter().getAttribute('aria-valuenow'), await meter().getAttribute('aria-valuemax')], ['1234', '4096']);
    await host.page.getByText('1,234 of 4,096 tokens').waitFor();
    await host.send({ type: 'ui', ui: connectedUi });
    assert.equal(await meter().count(), 0);
  });

  it('counts what goes along and what is typed, once the hands rest', async () => {
    await show({ context, attachments: [{ id: 'a1', label: 'stock.ts', tokens: 766 }] });
    assert.equal(await value(), '2,000 of 4,096 tokens');
    await host.page.getByRole('textbox', { name: 'Question' }).fill('Is it a queue?');
    await host.page.waitForFunction(() => document.querySelector('[role=meter]')?.getAttribute('aria-valuenow') !== '2000');
    assert.match((await value()) ?? '', /^2,00\d of 4,096 tokens$/);
  });

  it('warns where the context is nearly full, and says what would happen beyond it', async () => {
    const title = () => host.page.locator('.context').getAttribute('title');
    await show({ context });
    assert.doesNotMatch((await title()) ?? '', /little room/);
    await show({ context: { ...context, used: 3900 } });
    assert.match((await title()) ?? '', /little room/);
    await show({ context: { ...context, used: 5000 } });
    assert.match((await title()) ?? '', /what is oldest would be left out/);
    assert.equal(await meter().getAttribute('aria-valuenow'), '4096');
  });

  it('is what a dear run would come to, in requests, tokens and money', async () => {
    await show({ outlook: { leastRequests: 6, mostRequests: 26, tokens: 419_000, cost: { dollars: 1.2668, isListed: true } } });
    await host.page.getByText('6–26 requests, up to about 420,000 tokens, ≈ $1.27').waitFor();
    await host.send({ type: 'ui', ui: connectedUi });
    assert.equal(await host.page.getByText(/requests, up to about/).count(), 0);
  });
});
