import assert from 'node:assert/strict';
import type { ReasoningEvent } from '../../src/engine/events.ts';
import { findGrammarFaults, parseEventLines } from './eventGrammar.ts';
import { play } from './playRun.ts';
import { finish, scriptedModel, stepReply } from './scriptedModel.ts';

const goodRun = () =>
  play(
    scriptedModel(
      [stepReply('Look')],
      ['{"title":"Think","content":"Too lo', finish('length')],
      [stepReply('Think')],
      [stepReply('Check', 'final_answer')],
      ['Be', 'cause.'],
    ),
  );

describe('The grammar of events', () => {
  let events: readonly ReasoningEvent[];
  before(async () => {
    events = (await goodRun()).events;
  });
  const without = (type: ReasoningEvent['type']) => events.filter(event => event.type !== type);

  it('finds no fault with a run', () => {
    assert.deepEqual(findGrammarFaults(events), []);
  });

  it('finds what is missing, doubled or out of order', () => {
    const [first, second] = events;
    assert.ok(first && second);
    const broken: Readonly<Record<string, readonly ReasoningEvent[]>> = {
      'no start': events.slice(1),
      'no ending': events.slice(0, -1),
      'two endings': [...events, ...events.slice(-1)],
      'start not first': [second, first, ...events.slice(2)],
      'no step-start': without('step-start'),
      'no deltas': without('step-delta'),
      'no step-end': without('step-end'),
      'no retry': without('step-retry'),
      'no answer deltas': without('answer-delta'),
      'no answer': without('answer-end'),
      'broken time': events.map(event => (event.type === 'run-end' ? { ...event, durationMs: 0.5 } : event)),
      'wrong number': events.map(event => (event.type === 'step-start' ? { ...event, index: event.index + 1 } : event)),
    };
    const unnoticed = Object.keys(broken).filter(name => findGrammarFaults(broken[name] ?? []).length === 0);
    assert.deepEqual(unnoticed, []);
  });

  it('reads JSON Lines, and refuses half a line', () => {
    const text = events.map(event => `${JSON.stringify(event)}\n`).join('');
    assert.deepEqual(parseEventLines(text), events);
    assert.throws(() => parseEventLines(text.slice(0, -1)), /not ended/);
  });
});
