import assert from 'node:assert/strict';
import { chainOf, runOn, runStart } from '../../test/page/events.ts';
import { sessionOf } from '../../test/support/session.ts';
import { runsOfBranch } from './branches.ts';
import { nameBranches } from './branchNames.ts';
import { allAnswersOf, allStepsOf, chainsOf, isThinking } from './chains.ts';
import type { ReasoningEvent, RunStart } from './events.ts';
import { currentRun, isResumable, type RunView } from './session.ts';
import { english } from './translate.ts';

const START: RunStart = { ...runStart('Why?'), strategy: 'vote' };
const END: ReasoningEvent = {
  type: 'run-end',
  stopReason: 'answered',
  answer: 'Blue.',
  answerNode: 'n199',
  durationMs: 9,
  usage: {},
  requests: 6,
};
const first = chainOf(0, ['Look', 'Say'], 'Red.');
const second = chainOf(1, ['Think', 'Tell'], 'Blue.');

function runAfter(...events: readonly ReasoningEvent[]): RunView {
  const run = currentRun(sessionOf([START, ...events]));
  assert.ok(run);
  return run;
}

describe('several chains', () => {
  it('are thinking until one of them counts; a single one until it answers', () => {
    assert.ok(isThinking(runAfter(...first)));
    assert.ok(!isThinking(runAfter(...first, ...second, END)));
    assert.ok(!isThinking({ ...runAfter(...first), strategy: 'chain' }));
    assert.ok(isThinking({ ...runAfter(...first.slice(0, 3)), strategy: 'chain' }));
  });

  it('are told in the order of their numbers, also where a later one counts', () => {
    const run = runAfter(...first, ...second, END);
    assert.deepEqual(
      run.steps.map(({ title }) => title),
      ['Think', 'Tell'],
    );
    assert.deepEqual(
      chainsOf(run).map(({ chain, steps, answer }) => [chain, steps.map(({ title }) => title).join(), answer?.text]),
      [
        [0, 'Look,Say', 'Red.'],
        [1, 'Think,Tell', 'Blue.'],
      ],
    );
    assert.deepEqual([allStepsOf(run).length, allAnswersOf(run).map(({ text }) => text)], [4, ['Blue.', 'Red.']]);
  });

  it('can be gone on with from the one that is furthest', () => {
    assert.ok(isResumable(stopped(...chainOf(1, ['Think']))));
    assert.ok(!isResumable(stopped()));
  });

  it('leave a branch the one chain that it goes on from', () => {
    const retry = runOn('r2', { purpose: 'retry-step', branch: 1, from: 'n1' });
    const session = sessionOf([START, ...first, ...second, END, retry]);
    const [shared] = runsOfBranch(session, 1);
    assert.ok(shared?.isPrefix);
    assert.deepEqual(
      [shared.run.steps.map(({ title }) => title), shared.run.others, shared.run.tally, shared.run.answer],
      [['Look'], undefined, undefined, undefined],
    );
    assert.equal(nameBranches(session, english)[1]?.name, 'Step 2 retried');
  });
});

const stopped = (...events: readonly ReasoningEvent[]): RunView =>
  runAfter(...events, { type: 'run-cancel', durationMs: 1, usage: {}, requests: 1 });
