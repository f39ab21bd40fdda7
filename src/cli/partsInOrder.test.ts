import assert from 'node:assert/strict';
import { chainOf, runCancel, runEnd } from '../../test/page/events.ts';
import { numberOf } from '../engine/chains.ts';
import { isOfChain, type ReasoningEvent } from '../engine/events.ts';
import { PartsInOrder } from './partsInOrder.ts';

/** What came out after each event, as chain and type. */
const told = (...events: readonly ReasoningEvent[]): readonly string[] => {
  const order = new PartsInOrder();
  return events.map(event =>
    order
      .see(event)
      .map(one => (isOfChain(one) ? `${numberOf(one)} ${one.type}` : one.type))
      .join(', '),
  );
};
const [start, delta, end] = chainOf(0, ['Look']);
const [otherStart, otherDelta, otherEnd] = chainOf(1, ['Think']);
const [thirdStart, , thirdEnd] = chainOf(2, ['Turn']);
assert.ok(start && delta && end && otherStart && otherDelta && otherEnd && thirdStart && thirdEnd);

describe('the parts of several chains', () => {
  it('are handed on as they come where one is written at a time', () => {
    assert.deepEqual(told(start, delta, end, otherStart, otherDelta, otherEnd, runEnd()), [
      '0 step-start',
      '0 step-delta',
      '0 step-end',
      '1 step-start',
      '1 step-delta',
      '1 step-end',
      'run-end',
    ]);
  });

  it('wait for the one that is being printed until they are whole', () => {
    assert.deepEqual(told(start, otherStart, delta, otherDelta, otherEnd, end), [
      '0 step-start',
      '',
      '0 step-delta',
      '',
      '',
      '0 step-end, 1 step-start, 1 step-delta, 1 step-end',
    ]);
  });

  it('go on as they come once only one of them is still written', () => {
    assert.deepEqual(told(start, otherStart, otherDelta, end, otherDelta, otherEnd).slice(3), [
      '0 step-end, 1 step-start, 1 step-delta',
      '1 step-delta',
      '1 step-end',
    ]);
  });

  it('come whole, one after the other, where several are still written', () => {
    assert.deepEqual(told(start, otherStart, thirdStart, end, otherDelta, otherEnd, thirdEnd).slice(3), [
      '0 step-end',
      '',
      '1 step-start, 1 step-delta, 1 step-end, 2 step-start',
      '2 step-end',
    ]);
  });

  it('leave out what did not count, and what was never whole', () => {
    const retry: ReasoningEvent = { type: 'step-retry', index: 0, attempt: 1, delayMs: 5, reason: 'network', chain: 1 };
    assert.deepEqual(told(start, otherStart, otherDelta, retry, otherEnd, runCancel).slice(-1), ['1 step-start, 1 step-end, run-cancel']);
    assert.deepEqual(told(start, otherStart, otherDelta, runCancel).slice(-1), ['run-cancel']);
  });
});
