import assert from 'node:assert/strict';
import { answer, answerStart, runCancel, runEnd, runError, runStart, step, stepDelta, stepEnd, stepStart } from '../../page/events.ts';
import { pagesForSuite } from '../../page/suite.ts';
import { connectedUi, type TestPage } from '../../page/testPage.ts';

describe('reading a run on the page', function () {
  const openPage = pagesForSuite(this);
  let host: TestPage;

  beforeEach(async () => {
    host = await openPage();
    await host.snapshot();
  });

  const three = [runStart('Why?'), ...step(0, 'One', 'x', 1000), ...step(1, 'Two', 'y', 3000), ...step(2, 'Three', 'z', 1000)];
  const areOpen = () => Promise.all([1, 2, 3].map(number => host.isOpen(number)));

  it('expands and collapses all steps with one button each, and keeps that over a reload', async () => {
    await host.events(...three);
    await host.button('Expand all').click();
    await host.drawn();
    assert.deepEqual(await areOpen(), [true, true, true]);
    await host.page.reload();
    await host.snapshot();
    assert.deepEqual(await areOpen(), [true, true, true]);
    await host.button('Collapse all').click();
    await host.drawn();
    assert.deepEqual(await areOpen(), [false, false, false]);
  });

  it('offers nothing for all steps where there is one', async () => {
    await host.events(runStart('Why?'), ...step(0, 'One', 'x'));
    assert.equal(await host.button('Expand all').count(), 0);
    await host.events(stepStart(1));
    assert.equal(await host.button('Expand all').count(), 1);
  });

  it('tells the time, the tokens and the share of the run of each finished step, also to a screen reader', async () => {
    await host.events(...three);
    assert.equal(await description(2), '3.0 s · 80 tokens');
    await host.events(...answer('So.').slice(0, 3), runEnd({ durationMs: 10_000 }));
    assert.equal(await description(2), '3.0 s · 80 tokens · 30% of the time');
    await host.step(2).click();
    await host.drawn();
    assert.match(await host.stepText(2).innerText(), /3\.0 s · 80 tokens · 30% of the time/);
  });

  /** What a screen reader says of a step after its name. */
  const description = (number: number) =>
    host.step(number).evaluate(button => document.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent ?? '');

  const widths = () =>
    host.page.locator('.segment').evaluateAll(segments => segments.map(segment => segment.getBoundingClientRect().width));

  it('draws a thin line of the steps in proportion to their times, and says it in words', async () => {
    await host.events(...three);
    const [first = 0, second = 0, third = 0] = await widths();
    assert.ok(Math.abs(second / first - 3) < 0.2 && Math.abs(first - third) < 1, `${first} ${second} ${third}`);
    assert.equal(await host.page.locator('.timeline[aria-hidden="true"]').count(), 1);
    await host.events(...answer('So.'));
    await host.page.getByRole('region', { name: 'Reasoning' }).getByText('Step 2 took the longest, 3.0 s.').waitFor();
  });

  it('lets the line grow with the running step', async () => {
    await host.events(...three.slice(0, 7), stepStart(2), stepDelta(2, { content: 'x' }));
    const shown = (await widths())[2] ?? 0;
    await host.page.waitForFunction(
      before => (document.querySelectorAll('.segment')[2]?.getBoundingClientRect().width ?? 0) > before + 3,
      shown,
    );
    await host.events(stepEnd(2, 'Three', 'x', 1000), runCancel);
    const ended = (await widths())[2];
    await host.page.waitForTimeout(400);
    assert.equal((await widths())[2], ended);
  });

  it('goes to the step whose part of the line is clicked', async () => {
    await host.snapshot({ ui: { ...connectedUi, stepDisplay: 'expanded' } });
    await host.events(runStart('Why?'), ...[0, 1, 2].flatMap(index => step(index, 'One', 'Line.\n\n'.repeat(60))));
    await host.page.getByRole('main').evaluate(main => main.scrollTo(0, 0));
    await host.page.locator('.segment').nth(1).click();
    await host.page.waitForFunction(() => Math.abs(document.querySelectorAll('.step')[1]?.getBoundingClientRect().top ?? 999) < 5);
  });

  it('adds up under the answer: why it ended, time, tokens, cached ones, and the cost where the model has a price', async () => {
    await host.snapshot({ ui: { ...connectedUi, prices: { 'smollm2-135m': { input: 1, cachedInput: 0.5, output: 2 } } } });
    await host.events(...three, ...answer('So.'));
    assert.match(
      await host.page.locator('.totals').innerText(),
      /^Answered when the model was ready\. 5\.1 s · 1,311 prompt tokens \(1,088 of them cached\) · 296 completion tokens · \$0\.0014$/,
    );
  });

  it('marks a cost that is reckoned with the built-in list, and tells none of a local server or of a model without a price', async () => {
    const totals = async (over: object) => {
      await host.snapshot({ session: { id: crypto.randomUUID(), runs: [] } });
      await host.events({ ...runStart('Why?'), ...over } as ReturnType<typeof runStart>, ...answer('So.'));
      return host.page.locator('.totals').innerText();
    };
    assert.match(await totals({ model: 'gpt-4o' }), / · ≈ \$0\.0049$/);
    assert.match(await totals({ model: 'gpt-4o', isLocal: true }), / completion tokens$/);
    assert.match(await totals({}), / completion tokens$/);
  });

  it('keeps the clock of a step from its request to its end, also where it fails or is stopped', async () => {
    for (const ending of [runCancel, runError('network', 'dns', { host: 'h' })]) {
      await host.snapshot({ session: { id: crypto.randomUUID(), runs: [] } });
      await host.events(runStart('Why?'), stepStart(0));
      const clock = () => host.step(1).locator('.time').innerText();
      const first = await clock();
      await host.page.waitForFunction(shown => document.querySelector('.step .time')?.textContent !== shown, first);
      await host.events(ending);
      const stopped = await clock();
      await host.page.waitForTimeout(250);
      assert.equal(await clock(), stopped);
    }
  });

  it('shows the answer’s own time while it is written', async () => {
    await host.events(...three, answerStart);
    assert.match(await host.page.locator('.answer .time').innerText(), /^\d+\.\d s$/);
  });
});
