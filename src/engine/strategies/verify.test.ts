import assert from 'node:assert/strict';
import { type PlayOptions, play } from '../../../test/support/playRun.ts';
import { answering } from '../../../test/support/scriptedModel.ts';
import type { ReasoningEvent } from '../events.ts';
import { currentRun } from '../session.ts';

const options: PlayOptions = { strategy: 'verify', limits: { minSteps: 1, maxSteps: 3 } };

const outcome = (ending: ReasoningEvent) => ending.type === 'run-end' && [ending.answer, ending.requests];

describe('An answer that is verified', () => {
  it('is confirmed by a chain that has not seen the first', async () => {
    const model = answering('The answer is 3.', '3');
    const { ending, session } = await play(model, options);
    assert.deepEqual(outcome(ending), ['The answer is 3.', 4]);
    assert.equal(currentRun(session)?.doubtful, undefined);
    assert.doesNotMatch(JSON.stringify(model.heard[2]?.messages), /answer is 3/);
    assert.deepEqual(model.heard[2]?.messages, model.heard[0]?.messages);
  });

  it('is changed only where two chains agree against it, the second of them told of the doubt', async () => {
    const model = answering('3', '4', 'It is 4.');
    const { ending } = await play(model, options);
    assert.deepEqual(outcome(ending), ['4', 6]);
    assert.match(model.heard[4]?.messages.at(-1)?.content ?? '', /one with “3”, the other with “4”/);
  });

  it('is kept and marked as doubtful where they do not', async () => {
    for (const second of ['5', '3']) {
      const { ending, session } = await play(answering('3', '4', second), options);
      assert.deepEqual([outcome(ending), currentRun(session)?.doubtful], [['3', 6], true]);
    }
  });

  it('is compared by the model where it is no short answer', async () => {
    const texts = ['Cats purr when they are content.', 'Content cats purr, mostly when they are at rest.'];
    const same = await play(answering(...texts, 'Yes.'), options);
    assert.deepEqual(outcome(same.ending), [texts[0], 5]);
    const other = await play(answering(...texts, 'No.', 'They purr to heal their bones, or so it is said.', 'no'), options);
    assert.deepEqual([outcome(other.ending), currentRun(other.session)?.doubtful], [[texts[0], 8], true]);
  });

  it('is given unchecked to a reader who wants it now, marked as doubtful', async () => {
    const { ending, session } = await play(answering('3', '4'), {
      ...options,
      watch: (event, say) => event.type === 'answer-end' && say(),
    });
    assert.deepEqual([ending.type === 'run-end' && ending.stopReason, currentRun(session)?.answer?.text], ['answer-now', '3']);
    assert.equal(currentRun(session)?.doubtful, true);
  });
});
