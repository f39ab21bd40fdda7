import assert from 'node:assert/strict';
import type { FaultyServer } from '../support/faulty/faultyServer.ts';
import type { SoakFigures } from './figures.ts';
import { MOST_GROWTH } from './heap.ts';

/** Registers what must hold of any process after its soak. */
export function assertSoaked(figuresOf: () => SoakFigures, serverOf: () => FaultyServer): void {
  it('met every way in which the server fails', () => {
    const never = [...serverOf().played].filter(([, times]) => times === 0).map(([name]) => name);
    assert.deepEqual(never, []);
  });

  it('kept every accepted step, told each run to its end, and no run wrongly', () => {
    assert.deepEqual(figuresOf().faults.slice(0, 20), []);
    assert.ok(figuresOf().steps > figuresOf().runs / 2, `${figuresOf().steps} steps are too few to prove anything`);
  });

  it('left no rejection unhandled and drew no warning (the twin: a planted one is heard)', () => {
    assert.deepEqual(figuresOf().alarms, []);
    assert.ok(figuresOf().twins['alarms']);
  });

  it('holds handles and listeners as at the start (the twins: a timer, a listener)', () => {
    const { handles, listeners, twins } = figuresOf();
    assert.deepEqual([handles.left, listeners.left], [[], []], JSON.stringify({ handles, listeners }));
    assert.ok(twins['handles'] && twins['listeners']);
  });

  it(`did not grow: the heap at the end is at most ${MOST_GROWTH} times the one at the start (the twin: a leak is noticed)`, () => {
    const { heap, twins } = figuresOf();
    assert.ok(heap.ratio <= MOST_GROWTH, JSON.stringify(heap));
    assert.ok(twins['heap']);
  });

  it('sent nothing to another origin', () => {
    assert.deepEqual(serverOf().strays, []);
  });
}

/** How often each way was played, several to a line. */
export function formatPlayed({ played }: FaultyServer): string {
  const words = [...played].map(([name, times]) => `${name} ${times}`);
  const lines: string[] = [];
  while (words.length > 0) lines.push(words.splice(0, 6).join(' · '));
  return lines.join('\n      ');
}

/** The line of a soak that a box is ticked by. */
export function summarise(name: string, figures: SoakFigures, { played }: FaultyServer, keys: number): string {
  const { runs, steps, heap, handles, listeners, alarms, endings } = figures;
  const times = [...played.values()].reduce((sum, count) => sum + count, 0);
  const total = (tally: Readonly<Record<string, number>>) => Object.values(tally).reduce((sum, count) => sum + count, 0);
  return [
    `${name}: ${runs} runs (${endings['answered'] ?? 0} answered)`,
    `${played.size} ways played ${times} times, each at least ${Math.min(...played.values())}`,
    `${steps} steps accepted and present`,
    `heap ${heap.firstMb.toFixed(1)} → ${heap.lastMb.toFixed(1)} MB, ratio ${heap.ratio.toFixed(3)}`,
    `handles ${total(handles.start)} → ${total(handles.end)}, listeners ${total(listeners.start)} → ${total(listeners.end)}`,
    `alarms ${alarms.length}, keys ${keys}`,
  ].join('; ');
}
