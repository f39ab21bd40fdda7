import assert from 'node:assert/strict';
import { findGrammarFaults } from '../../test/support/eventGrammar.ts';
import { play } from '../../test/support/playRun.ts';
import { scriptedModel, stepReply } from '../../test/support/scriptedModel.ts';
import type { ReasoningEvent } from '../engine/events.ts';
import { emptySession, reduceSession } from '../engine/session.ts';
import { Trace } from './trace.ts';

const traceOf = (events: readonly ReasoningEvent[]): readonly ReasoningEvent[] => {
  const trace = new Trace();
  for (const event of events) trace.see(event);
  return trace.events;
};

const pieces = (text: string, size: number) => text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
const script = (size: number) =>
  scriptedModel(
    ...[stepReply('Look'), stepReply('Think'), stepReply('Say', 'final_answer'), 'Because it is so.'].map(text => pieces(text, size)),
  );

describe('The trace of a run', () => {
  it('is the same however a network cut the words', async () => {
    const traces = await Promise.all([1, 7, 1000].map(async size => traceOf((await play(script(size))).events)));
    assert.deepEqual(traces[0], traces[2]);
    assert.deepEqual(traces[1], traces[2]);
  });

  it('shows what the run showed, in far fewer events, and keeps to their grammar', async () => {
    const { events, session } = await play(script(1));
    const trace = traceOf(events);
    assert.deepEqual(trace.reduce(reduceSession, emptySession('s')), session);
    assert.deepEqual(findGrammarFaults(trace), []);
    assert.ok(trace.length < 20 && events.length > 50, `${events.length} → ${trace.length}`);
  });

  it('keeps the words of two steps, and of a step and its reasoning, apart', () => {
    const events: ReasoningEvent[] = [
      { type: 'reasoning-delta', index: 0, text: 'Hm' },
      { type: 'reasoning-delta', index: 0, text: 'm' },
      { type: 'step-delta', index: 0, title: 'A' },
      { type: 'step-delta', index: 0, title: 'B', content: 'c' },
      { type: 'step-delta', index: 1, content: 'd' },
      { type: 'reasoning-delta', text: 'So' },
    ];
    assert.deepEqual(traceOf(events), [
      { type: 'reasoning-delta', index: 0, text: 'Hmm' },
      { type: 'step-delta', index: 0, title: 'AB', content: 'c' },
      { type: 'step-delta', index: 1, content: 'd' },
      { type: 'reasoning-delta', text: 'So' },
    ]);
  });
});
