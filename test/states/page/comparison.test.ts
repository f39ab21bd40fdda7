import assert from 'node:assert/strict';
import { answer, answerDelta, answerEnd, answerStart, runEnd, runError, runOn, runStart, step } from '../../page/events.ts';
import { pagesForSuite } from '../../page/suite.ts';
import { connectedUi, type TestPage } from '../../page/testPage.ts';

const compared = { ...connectedUi, stepDisplay: 'expanded', compared: { left: 'r1', right: 'r2' } } as const;

describe('two runs side by side', function () {
  const openPage = pagesForSuite(this);
  let host: TestPage;

  beforeEach(async () => {
    host = await openPage({ width: 900 });
    await host.snapshot({ ui: { ...connectedUi, stepDisplay: 'expanded' } });
    await host.events(runStart('Why?'), ...step(0, 'Look', 'Here.'), ...step(1, 'Think', 'Hm.'), ...answer('Because.'));
  });

  const view = () => host.page.getByRole('region', { name: 'Comparison' });
  const rows = () =>
    view()
      .getByRole('row')
      .evaluateAll(all => all.map(row => [...row.children].map(cell => (cell as HTMLElement).innerText.replaceAll(/\s+/g, ' '))));
  const direct = () => host.events(runOn('r2', { purpose: 'compare', branch: 1, strategy: 'direct' }));
  const retried = () =>
    host.events(runOn('r2', { purpose: 'retry-step', branch: 1, from: 'n1' }), ...step(1, 'Anew', 'Better.', 700), ...answer('Therefore.'));

  it('stand in a table, step by step, with their answers and totals', async () => {
    await retried();
    await host.send({ type: 'ui', ui: compared });
    const [names, shared, second, ending] = await rows();
    assert.deepEqual(names, ['A Step by step · smollm2-135m · Original', 'B Step by step · smollm2-135m · Step 2 retried']);
    assert.match(shared?.join('|') ?? '', /^the same in both .*Look .*Here\. 1\.2 s · 80 tokens · \d+% of the time$/);
    assert.match(second?.[0] ?? '', /Think .*Hm\./);
    assert.match(second?.[1] ?? '', /Anew .*Better\./);
    assert.match(ending?.[0] ?? '', /Because\. Answered when the model was ready\. 5\.1 s · 1,311 prompt tokens/);
    assert.match(ending?.[1] ?? '', /Therefore\. Answered when the model was ready\. 6\.3 s · 1,611 prompt tokens/);
  });

  it('stand beside each other where there is room, one above the other below 600 pixels', async () => {
    await retried();
    await host.send({ type: 'ui', ui: compared });
    const tops = () =>
      view()
        .getByRole('columnheader')
        .evaluateAll(all => all.map(one => Math.round(one.getBoundingClientRect().top)));
    const [left, right] = await tops();
    assert.equal(left, right);
    await host.page.setViewportSize({ width: 300, height: 720 });
    const [upper = 0, lower = 0] = await tops();
    assert.ok(upper < lower);
  });

  it('are both live while one goes on', async () => {
    await direct();
    await host.send({ type: 'ui', ui: compared });
    await host.events(answerStart, answerDelta('Just '));
    assert.match((await rows()).at(-1)?.[1] ?? '', /Just/);
    await host.events(answerDelta('so.'), answerEnd('Just so.'), runEnd({ answer: 'Just so.' }));
    assert.match((await rows()).at(-1)?.[1] ?? '', /Just so\. 5\.1 s/);
    assert.deepEqual((await rows())[1]?.map(Boolean), [true, false]);
  });

  it('are left by Close, which keeps the focus on the page', async () => {
    await direct();
    await host.button('Compare with the direct answer').focus();
    await host.send({ type: 'ui', ui: compared });
    const held = () => host.page.evaluate(() => document.activeElement?.textContent);
    assert.equal(await held(), 'Close');
    await host.page.keyboard.press('Enter');
    assert.deepEqual(await host.posted(), [{ type: 'action', action: 'closeComparison' }]);
    await host.send({ type: 'ui', ui: connectedUi });
    assert.equal(await view().count(), 0);
    assert.equal(await held(), 'Original');
  });

  it('say so where one of them is not in the session', async () => {
    await host.send({ type: 'ui', ui: compared });
    assert.match(await view().innerText(), /One of the two runs is not in this session\./);
    await host.button('Close').waitFor();
  });

  it('can be chosen beside the tabs of the branches', async () => {
    await retried();
    await host.button('Compare two runs').click();
    assert.deepEqual(await host.posted(), [{ type: 'action', action: 'compare' }]);
  });

  it('let the newer one be tried again where it failed', async () => {
    await direct();
    await host.send({ type: 'ui', ui: compared });
    await host.events(runError('network', 'unreachable', { origin: 'http://127.0.0.1:8080' }));
    await view().getByRole('alert').getByRole('button', { name: 'Try again' }).click();
    assert.deepEqual(await host.posted(), [{ type: 'action', action: 'tryAgain' }]);
  });
});
