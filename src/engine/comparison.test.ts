import assert from 'node:assert/strict';
import { answer, runOn, runStart, step } from '../../test/page/events.ts';
import { sessionOf } from '../../test/support/session.ts';
import { type ComparedStep, compareRuns } from './comparison.ts';
import type { ReasoningEvent } from './events.ts';

const original = [runStart('Why?'), ...step(0, 'One', 'x'), ...step(1, 'Two', 'y'), ...step(2, 'Three', 'z'), ...answer('So.')];
const retried: readonly ReasoningEvent[] = [
  runOn('r2', { branch: 1, purpose: 'retry-step', from: 'n1' }),
  ...step(1, 'Anew', 'y'),
  ...answer('Or so.'),
];
const direct: readonly ReasoningEvent[] = [runOn('r3', { branch: 2, purpose: 'compare', strategy: 'direct' }), ...answer('Just so.')];
const session = sessionOf([...original, ...retried, ...direct]);
const compared = (left: string, right: string) => {
  const comparison = compareRuns(session, { left, right });
  assert.ok(comparison);
  return comparison;
};
const titles = (one?: ComparedStep) => one?.step.title;

describe('two runs side by side', () => {
  it('stand step by step, by the number of the step, with what each shares and goes on from', () => {
    assert.deepEqual(
      compared('r1', 'r2').rows.map(({ index, left, right }) => [index, titles(left), titles(right)]),
      [
        [0, 'One', 'One'],
        [1, 'Two', 'Anew'],
        [2, 'Three', undefined],
      ],
    );
    assert.equal(compared('r1', 'r2').rows[0]?.right?.run.runId, 'r1');
  });

  it('leave a side empty that has no steps', () => {
    assert.deepEqual(
      compared('r3', 'r1').rows.map(({ left, right }) => [titles(left), titles(right)]),
      [
        [undefined, 'One'],
        [undefined, 'Two'],
        [undefined, 'Three'],
      ],
    );
  });

  it('each cost what all that led to it cost', () => {
    const { left, right } = compared('r1', 'r2');
    assert.deepEqual([left.totals.durationMs, left.totals.requests], [5120, 5]);
    assert.deepEqual([right.totals.durationMs, right.totals.requests], [5120 + 1200, 6]);
  });

  it('are not there where the session lacks one of them', () => {
    assert.equal(compareRuns(session, { left: 'r1', right: 'r9' }), undefined);
  });
});
