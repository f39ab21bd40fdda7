import assert from 'node:assert/strict';
import { chainOf, runCancel, runEnd, runStart } from '../../test/page/events.ts';
import { sessionOf } from '../../test/support/session.ts';
import type { ReasoningEvent } from '../engine/events.ts';
import { currentRun, type RunView } from '../engine/session.ts';
import { NO_FOLDS, type Reader } from './folds.ts';
import { chainsKey, chainsShown, settleChain, shownChain } from './shownChain.ts';

const START = { ...runStart('Why?'), strategy: 'vote' };
const both = [...chainOf(0, ['Look'], 'Red.'), ...chainOf(1, ['Think'], 'Blue.')];
const session = (...events: readonly ReasoningEvent[]) => sessionOf([START, ...events]);
function runAfter(...events: readonly ReasoningEvent[]): RunView {
  const run = currentRun(session(...events));
  assert.ok(run);
  return run;
}
const shown = (run: RunView, folds = NO_FOLDS) => shownChain(run, chainsShown(run), folds);
const away: Reader = { followsEnd: false, holds: () => false };
const here: Reader = { followsEnd: true, holds: () => false };

describe('the chain that is shown', () => {
  it('is the first without an answer while the run thinks, then the one that counts', () => {
    assert.equal(shown(runAfter(...chainOf(0, ['Look']), ...chainOf(1, ['Think']))), 0);
    assert.equal(shown(runAfter(...chainOf(0, ['Look'], 'Red.'), ...chainOf(1, ['Think']))), 1);
    assert.equal(shown(runAfter(...both, runEnd({ answerNode: 'n199' }))), 1);
    assert.equal(shown(runAfter(...both, runEnd({ answerNode: 'n99' }))), 0);
  });

  it('is the reader’s own choice, as long as there is such a chain', () => {
    const run = runAfter(...both, runEnd({ answerNode: 'n199' }));
    assert.deepEqual(
      [0, 7].map(chain => shown(run, { ...NO_FOLDS, picked: { r1: chain } })),
      [0, 1],
    );
  });

  it('stays where the reader has scrolled away or holds it', () => {
    const first = settleChain(NO_FOLDS, session(...chainOf(0, ['Look'])), here);
    const later = session(...chainOf(0, ['Look'], 'Red.'), ...chainOf(1, ['Think']));
    assert.deepEqual(first.led, { r1: 0 });
    assert.deepEqual(settleChain(first, later, away).led, { r1: 0 });
    assert.deepEqual(settleChain(first, later, { followsEnd: true, holds: key => key === chainsKey({ runId: 'r1' }) }).led, { r1: 0 });
    assert.deepEqual(settleChain(first, later, here).led, { r1: 1 });
  });

  it('is none where there is one chain, or only one was thought in the end', () => {
    assert.deepEqual(chainsShown({ ...runAfter(...both), strategy: 'chain' }), []);
    assert.equal(chainsShown(runAfter(...chainOf(0, ['Look']))).length, 1);
    assert.deepEqual(chainsShown(runAfter(...chainOf(0, ['Look']), runCancel)), []);
  });
});
