import assert from 'node:assert/strict';
import { answer, answerDelta, answerStart, runCancel, runEnd, runStart, step, stepDelta, stepEnd, stepStart } from './events.ts';
import { pagesForSuite } from './suite.ts';
import { connectedUi, type TestPage } from './testPage.ts';

describe('a session on the page', function () {
  const openPage = pagesForSuite(this);
  let host: TestPage;

  beforeEach(async () => {
    host = await openPage();
    await host.snapshot();
  });

  it('shows the text of the running step as it comes', async () => {
    await host.events(runStart('Why?'), stepStart(0));
    assert.equal(await host.stepName(1), 'Step 1: Thinking…');
    await host.events(stepDelta(0, { title: 'Look' }));
    await host.events(stepDelta(0, { title: ' closely', content: 'Some ' }));
    assert.equal(await host.stepName(1), 'Step 1: Look closely');
    assert.equal(await host.stepText(1).innerText(), 'Some');
    await host.events(stepDelta(0, { content: 'words.' }));
    assert.equal(await host.stepText(1).innerText(), 'Some words.');
  });

  it('numbers the steps itself, and does not show a numbering of the model', async () => {
    await host.events(runStart('Why?'), stepStart(0), stepDelta(0, { title: 'Step 7' }));
    assert.equal(await host.stepName(1), 'Step 1: Thinking…');
    await host.events(stepDelta(0, { title: ': Look' }));
    assert.equal(await host.stepName(1), 'Step 1: Look');
    await host.events(stepEnd(0, '步骤 7：看', 'x'));
    assert.equal(await host.stepName(1), 'Step 1: 看 1.2 s');
  });

  it('calls a finished step without a title Untitled step', async () => {
    await host.events(runStart('Why?'), ...step(0, '', 'x', 65_300));
    assert.equal(await host.stepName(1), 'Step 1: Untitled step 1 min 5 s');
  });

  it('shows the answer as it comes, with what it took', async () => {
    const region = host.page.getByRole('region', { name: 'Answer' });
    await host.events(runStart('Why?'), ...step(0, 'One', 'x'), answerStart, answerDelta('It is '));
    assert.match(await region.innerText(), /It is/);
    await host.events(answerDelta('**so**.'), { type: 'answer-end', text: 'It is **so**.', durationMs: 1, usage: {} }, runEnd());
    assert.equal(await region.locator('strong').innerText(), 'so');
    const run = await host.text();
    assert.match(run, /5\.1 s · 1,311 prompt tokens \(1,088 of them cached\) · 296 completion tokens/);
    await host.button('Copy answer').click();
    assert.deepEqual(await host.posted(), [{ type: 'copy', text: 'It is **so**.' }]);
  });

  it('says why the thinking ended early, and counts only what is known', async () => {
    await host.events(runStart('Why?'), ...answer('x').slice(0, 3), runEnd({ stopReason: 'step-limit', usage: { completionTokens: 7 } }));
    assert.match(await host.text(), /Answered at the step limit\. 5\.1 s · 7 completion tokens(?:\n|$)/);
  });

  it('offers direct answers in one click where the model reasons by itself, until they are chosen', async () => {
    await host.events(runStart('Why?'), { type: 'notice', code: 'own-reasoning', message: '' }, ...step(0, 'One', 'x'), ...answer('So.'));
    assert.match(await host.text(), /This model reasons by itself/);
    await host.button('Answer directly from now on').click();
    assert.deepEqual(await host.posted(), [{ type: 'choose', what: 'strategy', value: 'direct' }]);
    await host.send({ type: 'ui', ui: { ...connectedUi, strategy: 'direct' } });
    assert.equal(await host.button('Answer directly from now on').count(), 0);
    assert.match(await host.text(), /This model reasons by itself/);
  });

  it('copies a step with its title', async () => {
    await host.events(runStart('Why?'), ...step(0, 'Step 1: Look', 'Some `code`.'));
    await host.button('Copy step 1').click();
    assert.deepEqual(await host.posted(), [{ type: 'copy', text: 'Look\n\nSome `code`.' }]);
  });

  it('shows the prompt of an open step', async () => {
    await host.snapshot({ ui: { ...connectedUi, stepDisplay: 'expanded' } });
    const made = step(0, 'Look', 'x');
    await host.events(runStart('Why?'), ...made);
    await host.button('Show prompt of step 1').click();
    const ended = made.find(event => event.type === 'step-end');
    assert.ok(ended);
    assert.deepEqual(await host.posted(), [{ type: 'showPrompt', node: ended.step.node }]);
    await host.snapshot({ ui: { ...connectedUi, stepDisplay: 'collapsed' } });
    await host.events(runStart('Why?'), ...made);
    assert.equal(await host.button('Show prompt of step 1').count(), 0);
  });

  it('keeps what a failed attempt had shown in a fold', async () => {
    await host.events(runStart('Why?'), stepStart(0), stepDelta(0, { title: 'Bad', content: 'half a' }));
    await host.events({ type: 'step-retry', index: 0, attempt: 1, delayMs: 1000, reason: 'network' });
    assert.match(await host.stepText(1).innerText(), /Trying again…/);
    assert.doesNotMatch(await host.stepText(1).innerText(), /half a/);
    await host.page.getByRole('button', { name: 'Attempt 1' }).click();
    await host.drawn();
    assert.match(await host.stepText(1).innerText(), /connection lost\s+Bad\s+half a/);
  });

  it("keeps the model's own reasoning in a fold", async () => {
    await host.events(runStart('Why?'), stepStart(0), { type: 'reasoning-delta', index: 0, text: 'Let me see.' });
    assert.doesNotMatch(await host.stepText(1).innerText(), /Let me see/);
    await host.page.getByRole('button', { name: "The model's own reasoning" }).click();
    await host.events({ type: 'reasoning-delta', index: 0, text: ' Hm.' });
    assert.match(await host.stepText(1).innerText(), /Let me see\. Hm\./);
  });

  it('announces the start and the end of each step and of the run, once', async () => {
    const status = host.page.getByRole('status', { name: 'Progress' });
    await status.evaluate(element => {
      const heard: string[] = [];
      Reflect.set(window, 'heard', heard);
      new MutationObserver(records => {
        for (const { addedNodes } of records) heard.push(...[...addedNodes].map(node => node.textContent ?? ''));
      }).observe(element, { childList: true });
    });
    await host.events(runStart('Why?'), ...step(0, 'One', 'x'));
    await host.events(...step(1, 'Two', 'y'));
    await host.events(...answer('z'));
    assert.deepEqual(await host.page.evaluate(() => Reflect.get(window, 'heard')), [
      'Thinking has begun.',
      'Step 1 has begun.',
      'Step 1 is finished: One, 1.2 s.',
      'Step 2 has begun.',
      'Step 2 is finished: Two, 1.2 s.',
      'The answer is being written.',
      'The answer is finished, after 5.1 s.',
    ]);
  });

  it('is not live itself', async () => {
    await host.events(runStart('Why?'), ...step(0, 'One', 'x'));
    assert.equal(await host.page.getByRole('region', { name: 'Reasoning' }).locator('xpath=ancestor-or-self::*[@aria-live]').count(), 0);
  });

  describe('time', () => {
    const clock = () => host.step(1).locator('.time').innerText();

    it('runs from the start of the step and stands still after Stop', async () => {
      await host.events(runStart('Why?'), stepStart(0), stepDelta(0, { content: 'x' }));
      const first = await clock();
      await host.page.waitForFunction(shown => document.querySelector('.step .time')?.textContent !== shown, first);
      await host.events(runCancel);
      const stopped = await clock();
      assert.ok((await host.stepName(1)).endsWith(` ${stopped}`));
      await host.page.waitForTimeout(300);
      assert.equal(await clock(), stopped);
      assert.match(await host.text(), /Stopped\. 0\.9 s/);
    });

    it('goes on after a reload from what the host says', async () => {
      await host.events(runStart('Why?'), stepStart(0));
      await host.page.reload();
      await host.snapshot({ elapsedMs: { run: 70_000, parts: { 0: 65_000 } } });
      assert.match(await clock(), /^1 min \d+ s$/);
    });

    it('says what it waits for once three seconds have passed without a word', async () => {
      await host.events(runStart('Why?'), stepStart(0));
      assert.equal(await host.stepText(1).innerText(), '');
      await host.snapshot({ elapsedMs: { run: 3000, parts: { 0: 3000 } } });
      await host.stepText(1).getByText('Waiting for the first word from 127.0.0.1:8080…').waitFor();
      await host.events(stepDelta(0, { content: 'Here.' }));
      assert.equal(await host.stepText(1).innerText(), 'Here.');
    });
  });

  describe('a lost message', () => {
    it('makes the page ask for the whole, and leaves what it shows until then', async () => {
      await host.events(runStart('Why?'), stepStart(0), stepDelta(0, { content: 'one ' }));
      const before = await host.readies();
      host.lose(stepDelta(0, { content: 'two ' }));
      await host.events(stepDelta(0, { content: 'three ' }));
      await host.events(stepDelta(0, { content: 'four' }));
      assert.equal(await host.readies(), before + 1);
      assert.equal(await host.stepText(1).innerText(), 'one');
      await host.snapshot();
      await host.events(stepDelta(0, { content: '!' }));
      assert.equal(await host.stepText(1).innerText(), 'one two three four!');
    });

    it('is not seen in a message that comes twice', async () => {
      await host.events(runStart('Why?'), stepStart(0));
      await host.send({ type: 'events', first: 0, events: [runStart('Why?'), stepStart(0)] });
      assert.equal(await host.step(1).count(), 1);
      assert.equal(await host.readies(), 1);
    });
  });

  it('asks for the whole when it becomes visible', async () => {
    await host.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    assert.equal(await host.readies(), 2);
  });
});
