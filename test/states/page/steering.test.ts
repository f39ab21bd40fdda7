import assert from 'node:assert/strict';
import {
  answer,
  answerStart,
  runCancel,
  runEnd,
  runError,
  runOn,
  runStart,
  step,
  stepDelta,
  stepEnd,
  stepStart,
} from '../../page/events.ts';
import { pagesForSuite } from '../../page/suite.ts';
import { connectedUi, type TestPage } from '../../page/testPage.ts';

const open = { ...connectedUi, stepDisplay: 'expanded' } as const;

const BUTTONS = ['Answer now', 'Pause', 'Stop', 'Remark', 'Queue', 'Ask'];

describe('steering on the page', function () {
  const openPage = pagesForSuite(this);
  let host: TestPage;

  beforeEach(async () => {
    host = await openPage();
    await host.snapshot({ ui: open });
  });

  const answered = () =>
    host.events(runStart('Why?'), ...step(0, 'Look', 'Here.'), ...step(1, 'Think', 'Hm.'), ...step(2, 'Say', 'So.'), ...answer('Because.'));
  const retried = async () => {
    await answered();
    await host.events(runOn('r2', { purpose: 'retry-step', branch: 1, from: 'n1' }), stepStart(1));
    await host.send({ type: 'ui', ui: { ...open, branch: 1 } });
  };
  const focused = () => host.page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent);

  describe('the tabs of the branches', () => {
    const tabs = () => host.page.getByRole('tablist', { name: 'Branches' }).getByRole('tab');
    const selected = () => host.page.getByRole('tab', { selected: true });

    it('are not there for one branch, and name each by what it is for', async () => {
      await answered();
      assert.equal(await tabs().count(), 0);
      await retried();
      assert.deepEqual(await tabs().allInnerTexts(), ['Original', 'Step 2 retried']);
      assert.equal(await selected().innerText(), 'Step 2 retried');
    });

    it('show what a branch shares with the one that it left, then its own; the other stays', async () => {
      await retried();
      await host.events(stepDelta(1, { title: 'Anew' }), stepEnd(1, 'Anew', 'Better.'), ...answer('Therefore.'));
      const text = await host.text();
      for (const words of ['Why?', 'Look', 'Anew', 'Therefore.']) assert.ok(text.includes(words), words);
      for (const words of ['Hm.', 'Because.']) assert.ok(!text.includes(words), words);
      assert.equal(await host.page.getByRole('tabpanel', { name: 'Step 2 retried' }).count(), 1);
      await host.send({ type: 'ui', ui: open });
      const original = await host.text();
      assert.ok(original.includes('Because.') && !original.includes('Therefore.'));
    });

    it('are gone through with the arrow keys, Home and End, as one stop of the Tab key', async () => {
      await retried();
      await host.events(runCancel, runOn('r3', { purpose: 'ask-about-step', branch: 2, from: 'n2', question: 'Is it?' }));
      assert.deepEqual(await tabs().allInnerTexts(), ['Original', 'Step 2 retried', 'About step 2']);
      assert.deepEqual(await tabs().evaluateAll(all => all.map(tab => (tab as HTMLElement).tabIndex)), [-1, 0, -1]);
      await selected().focus();
      const seen: (string | null | undefined)[] = [];
      for (const key of ['ArrowRight', 'ArrowRight', 'ArrowLeft', 'Home', 'End', 'ArrowLeft']) {
        await host.page.keyboard.press(key);
        seen.push(await focused());
      }
      assert.deepEqual(seen, ['About step 2', 'Original', 'About step 2', 'Original', 'About step 2', 'Step 2 retried']);
      assert.deepEqual(
        (await host.posted()).map(message => message.type === 'showBranch' && message.branch),
        [2, 0, 2, 0, 2, 1],
      );
    });

    it('wait for a branch whose first event has not come', async () => {
      await answered();
      await host.send({ type: 'ui', ui: { ...open, branch: 1 } });
      assert.ok((await host.text()).includes('Because.'));
      await host.events(runOn('r2', { purpose: 'retry-step', branch: 1, from: 'n1' }));
      assert.equal(await selected().innerText(), 'Step 2 retried');
    });

    it('keep the focus where what held it belongs to another branch', async () => {
      await answered();
      await host.button('Retry step 2').focus();
      await host.page.keyboard.press('Enter');
      await host.events(runOn('r2', { purpose: 'retry-step', branch: 1, from: 'n1' }));
      await host.send({ type: 'ui', ui: { ...open, branch: 1 } });
      assert.equal(await focused(), 'Step 2 retried');
    });

    it('keep the folds that the reader chose in what is shared', async () => {
      await answered();
      await host.step(1).click();
      await retried();
      assert.equal(await host.isOpen(1), false);
    });
  });

  describe('a finished step', () => {
    it('can be retried', async () => {
      await answered();
      await host.button('Retry step 2').click();
      assert.deepEqual(await host.posted(), [{ type: 'retryStep', node: 'n2' }]);
    });

    it('can be edited and gone on from', async () => {
      await answered();
      await host.button('Edit step 2').click();
      const form = host.page.getByRole('form', { name: 'Edit step 2' });
      assert.equal(await form.getByRole('textbox', { name: 'Title' }).inputValue(), 'Think');
      await form.getByRole('textbox', { name: 'Title' }).fill('Mind');
      await form.getByRole('textbox', { name: 'Content' }).fill('The empty list.');
      await form.getByRole('button', { name: 'Go on from here' }).click();
      assert.deepEqual(await host.posted(), [{ type: 'editStep', node: 'n2', title: 'Mind', content: 'The empty list.' }]);
      await host.drawn();
      assert.equal(await form.count(), 0);
      assert.equal(await focused(), 'Edit step 2');
      await host.button('Edit step 2').click();
      assert.equal(
        await form.getByRole('textbox', { name: 'Content' }).inputValue(),
        'The empty list.',
        'a run that never began takes no words',
      );
    });

    it('is left as it is by Escape and Cancel, which give the focus back', async () => {
      await answered();
      for (const leave of [() => host.page.keyboard.press('Escape'), () => host.button('Cancel').click()]) {
        await host.button('Edit step 1').click();
        assert.equal(await host.page.evaluate(() => document.activeElement?.tagName), 'TEXTAREA');
        await host.page.keyboard.type('x');
        await leave();
        await host.drawn();
        assert.equal(await focused(), 'Edit step 1');
      }
      assert.deepEqual(await host.posted(), []);
      assert.match(await host.stepText(1).innerText(), /^Here\.\n/);
    });

    it('cannot be emptied', async () => {
      await answered();
      await host.button('Edit step 1').click();
      await host.page.getByRole('textbox', { name: 'Content' }).fill(' ');
      await host.button('Go on from here').press('Enter');
      assert.deepEqual(await host.posted(), []);
    });

    it('can be asked about in a small box, where Enter sends', async () => {
      await answered();
      await host.button('Ask about step 1').click();
      await host.page.getByRole('textbox', { name: 'Question about step 1' }).fill('Is that so?');
      await host.page.keyboard.press('Enter');
      assert.deepEqual(await host.posted(), [{ type: 'askAboutStep', node: 'n1', question: 'Is that so?' }]);
      await host.drawn();
      assert.equal(await focused(), 'Ask about step 1');
    });

    it('keeps the words of its form while it is folded', async () => {
      await answered();
      await host.button('Ask about step 1').click();
      await host.page.keyboard.type('Is that');
      await host.step(1).click();
      await host.step(1).click();
      assert.equal(await host.page.getByRole('textbox', { name: 'Question about step 1' }).inputValue(), 'Is that');
    });

    it('by the reader says so', async () => {
      await answered();
      await host.events(
        runOn('r2', { purpose: 'edit-step', branch: 1, from: 'n1' }),
        stepStart(1),
        { type: 'step-end', step: { ...recordOf(stepEnd(1, 'Mind', 'The empty list.')), durationMs: 0, by: 'reader' } },
        stepStart(2),
      );
      await host.send({ type: 'ui', ui: { ...open, branch: 1 } });
      assert.equal(await host.stepName(2), 'Step 2: Mind edited by you');
      assert.equal(await host.stepName(1), 'Step 1: Look 1.2 s');
    });
  });

  describe('an answer', () => {
    it('can be thought more about; the run that goes on says so instead of asking again', async () => {
      await answered();
      await host.button('Think more').click();
      assert.deepEqual(await host.posted(), [{ type: 'action', action: 'thinkMore' }]);
      await host.events(runOn('r2', { purpose: 'think-more', from: 'n99' }), stepStart(3));
      assert.match(await host.text(), /Thinking more/);
      assert.equal(await host.page.getByRole('heading', { name: 'Why?' }).count(), 1);
      assert.equal(await host.button('Think more').count(), 0);
    });

    it('can be compared with the direct answer, any of them; a direct one cannot', async () => {
      await answered();
      await host.events({ ...runStart('And?', 'r2'), strategy: 'direct' }, ...answer('Just so.'));
      assert.equal(await host.button('Compare with the direct answer').count(), 1);
      await host.button('Compare with the direct answer').click();
      assert.deepEqual(await host.posted(), [{ type: 'compareDirect', runId: 'r1' }]);
    });
  });

  describe('a run that goes on', () => {
    const box = () => host.page.getByRole('textbox', { name: 'Question' });
    const buttons = async () => {
      const names = await host.page
        .getByRole('contentinfo')
        .getByRole('button')
        .evaluateAll(all => all.map(one => one.ariaLabel ?? ''));
      return names.filter(name => BUTTONS.includes(name));
    };

    beforeEach(() => host.events(runStart('Why?'), stepStart(0)));

    it('can be paused, once, and says that it will be', async () => {
      await host.button('Pause').click();
      await host.button('Pausing after this step…').press('Enter');
      assert.deepEqual(await host.posted(), [{ type: 'action', action: 'pause' }]);
      await host.events(stepEnd(0, 'Look', 'Here.'), { type: 'run-cancel', paused: true, durationMs: 900, usage: {}, requests: 1 });
      assert.match(await host.text(), /Paused\. 0\.9 s/);
      await host.button('Resume').click();
      assert.deepEqual((await host.posted()).at(-1), { type: 'resume', runId: 'r1' });
    });

    it('offers to ask, to queue and to remark once there are words, and no remark while it answers', async () => {
      assert.deepEqual(await buttons(), ['Answer now', 'Pause', 'Stop']);
      await box().fill('And zero?');
      assert.deepEqual(await buttons(), ['Answer now', 'Pause', 'Stop', 'Remark', 'Queue', 'Ask']);
      await host.events(stepEnd(0, 'Look', 'Here.'), answerStart);
      assert.deepEqual(await buttons(), ['Stop', 'Queue', 'Ask']);
    });

    it('takes a remark, and shows it where it was said until the next step carries it', async () => {
      await box().fill('You forgot the empty list.');
      await host.button('Remark').click();
      assert.deepEqual(await host.posted(), [{ type: 'remark', text: 'You forgot the empty list.' }]);
      assert.equal(await box().inputValue(), '');
      await host.events({ type: 'remark', text: 'You forgot the empty list.' });
      assert.match(await host.text(), /You forgot the empty list\.\s+goes with the next step/);
      await host.events(stepEnd(0, 'Look', 'Here.'), stepStart(1), stepDelta(1, { title: 'Mind it', content: 'x' }));
      assert.match(await host.text(), /Here\.\s.*Your remark:\s+You forgot the empty list\.\s+2\s+Step 2:\s+Mind it/s);
    });

    it('lets a question wait for its answer', async () => {
      await box().fill('And then?');
      await host.button('Queue').click();
      assert.deepEqual(await host.posted(), [{ type: 'queue', question: 'And then?' }]);
      assert.equal(await box().inputValue(), '');
      await host.send({ type: 'ui', ui: { ...open, queued: ['And then?', 'And now?'] } });
      const waiting = host.page.getByRole('list', { name: 'Waiting questions' });
      assert.deepEqual(await waiting.getByRole('listitem').allInnerTexts(), ['And then?', 'And now?']);
      await host.button('Remove waiting question 2').click();
      assert.deepEqual((await host.posted()).at(-1), { type: 'unqueue', place: 1 });
    });

    it('that was stopped leaves the questions waiting, each to be asked', async () => {
      await host.send({ type: 'ui', ui: { ...open, queued: ['And then?'] } });
      await host.events(runCancel);
      await host.button('Ask waiting question 1').click();
      assert.deepEqual(await host.posted(), [{ type: 'askQueued', place: 0 }]);
    });

    it('keeps the focus when a button that held it goes away', async () => {
      await host.button('Pause').focus();
      await host.events(stepEnd(0, 'Look', 'x'), ...answer('So.'));
      assert.equal(await focused(), 'Question');
    });

    it('brings back the questions of the session with the arrow key, not those that only go on', async () => {
      await host.events(...answer('So.'), runOn('r2', { purpose: 'think-more', from: 'n99' }), runEnd());
      await box().press('ArrowUp');
      assert.equal(await box().inputValue(), 'Why?');
      await box().press('ArrowUp');
      assert.equal(await box().inputValue(), 'Why?');
    });
  });

  it('leaves older branches without alarm: only the newest of what is shown can be tried again', async () => {
    await host.events(runStart('Why?'), runError('network', 'unreachable', { origin: 'http://127.0.0.1:8080' }));
    assert.equal(await host.button('Try again').count(), 1);
    await host.events(runStart('Again?', 'r2'), ...step(0, 'Look', 'x'));
    assert.equal(await host.page.getByRole('alert').count(), 0);
  });
});

const recordOf = (event: ReturnType<typeof stepEnd>) => {
  assert.ok(event.type === 'step-end');
  return event.step;
};
