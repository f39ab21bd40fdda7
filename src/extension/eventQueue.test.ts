import assert from 'node:assert/strict';
import type { ReasoningEvent } from '../engine/events.ts';
import { enqueue } from './eventQueue.ts';

function queue(...events: readonly ReasoningEvent[]): ReasoningEvent[] {
  const waiting: ReasoningEvent[] = [];
  for (const event of events) enqueue(waiting, event);
  return waiting;
}

describe('Events that wait to be posted', () => {
  it('join neighbouring deltas of one step', () => {
    const events = queue(
      { type: 'step-delta', index: 0, title: 'Re' },
      { type: 'step-delta', index: 0, title: 'ad', content: 'The ' },
      { type: 'step-delta', index: 0, content: 'code' },
    );
    assert.deepEqual(events, [{ type: 'step-delta', index: 0, title: 'Read', content: 'The code' }]);
  });

  it('join the deltas of the answer, and those of the reasoning', () => {
    const events = queue(
      { type: 'reasoning-delta', index: 1, text: 'hm' },
      { type: 'reasoning-delta', index: 1, text: 'm' },
      { type: 'reasoning-delta', text: 'so' },
      { type: 'answer-delta', text: '4' },
      { type: 'answer-delta', text: '2' },
    );
    assert.deepEqual(events, [
      { type: 'reasoning-delta', index: 1, text: 'hmm' },
      { type: 'reasoning-delta', text: 'so' },
      { type: 'answer-delta', text: '42' },
    ]);
  });

  it('never join those of two chains, and stay those of their own', () => {
    const first = { type: 'step-delta', index: 0, content: 'a' } as const;
    const second = { ...first, chain: 1 } as const;
    assert.deepEqual(queue(first, second, second, first), [first, { ...second, content: 'aa' }, first]);
    const words = { type: 'answer-delta', text: 'a' } as const;
    assert.deepEqual(queue({ ...words, chain: 1 }, { ...words, chain: 2 }), [
      { ...words, chain: 1 },
      { ...words, chain: 2 },
    ]);
  });

  it('never join over what came between', () => {
    const retry = { type: 'step-retry', index: 0, attempt: 1, delayMs: 0, reason: 'malformed' } as const;
    const delta = { type: 'step-delta', index: 0, content: 'x' } as const;
    assert.deepEqual(queue(delta, retry, delta), [delta, retry, delta]);
  });
});
