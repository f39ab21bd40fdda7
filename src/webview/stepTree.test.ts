import assert from 'node:assert/strict';
import { chainOf, runEnd, runStart } from '../../test/page/events.ts';
import { sessionOf } from '../../test/support/session.ts';
import type { ReasoningEvent } from '../engine/events.ts';
import { currentRun, type RunView } from '../engine/session.ts';
import { rowAfter, rowKey, treeRows } from './stepTree.ts';

function runAfter(...events: readonly ReasoningEvent[]): RunView {
  const run = currentRun(sessionOf([{ ...runStart('Why?'), strategy: 'tree' }, ...events]));
  assert.ok(run);
  return run;
}
const first = chainOf(0, ['A', 'B', 'C'], 'Red.');
const second = chainOf(1, ['D', 'E'], 'Blue.', { node: 'n1', index: 1 });
const third = chainOf(2, ['F'], 'Blue.');
const tally: ReasoningEvent = {
  type: 'tally',
  answers: [
    { text: 'blue', chains: [1, 2] },
    { text: 'red', chains: [0] },
  ],
};
const ended = [tally, runEnd({ answerNode: 'n199' })];

describe('the rows of a tree', () => {
  it('stand below the step that they go on from, and are indented only where ways part', () => {
    assert.deepEqual(
      treeRows(runAfter(...first, ...second, ...third), {}).map(({ step, level, partings }) => [step.title, level, partings]),
      [
        ['A', 1, 0],
        ['B', 2, 1],
        ['C', 3, 1],
        ['D', 2, 1],
        ['E', 3, 1],
        ['F', 1, 0],
      ],
    );
  });

  it('keep their places when it is known which way counts, and tell it', () => {
    const rows = treeRows(runAfter(...first, ...second, ...third, ...ended), {});
    assert.deepEqual(
      rows.map(({ step, isBest, came }) => [step.title, isBest, ...came]),
      [
        ['A', true],
        ['B', false],
        ['C', false, 'red'],
        ['D', true],
        ['E', true, 'blue'],
        ['F', false, 'blue'],
      ],
    );
  });

  it('hide what is below a row that the reader folded', () => {
    const run = runAfter(...first, ...second, ...third);
    assert.deepEqual(
      treeRows(run, { [rowKey(run, { node: 'n1' })]: false }).map(({ step, hasChildren, isOpen }) => [step.title, hasChildren && isOpen]),
      [
        ['A', false],
        ['F', false],
      ],
    );
  });

  it('are gone through by keys: down and up, to the first and last, to the parent and the first child', () => {
    const rows = treeRows(runAfter(...first, ...second), {});
    const to = (key: string, place: number) => rowAfter(key, rows, place)?.step.title;
    assert.deepEqual([to('ArrowDown', 0), to('ArrowUp', 1), to('Home', 3), to('End', 0)], ['B', 'A', 'A', 'E']);
    assert.deepEqual([to('ArrowLeft', 3), to('ArrowRight', 3), to('ArrowRight', 4), to('ArrowLeft', 0)], ['A', 'E', undefined, undefined]);
    assert.deepEqual([to('ArrowUp', 0), to('ArrowDown', 4), to('x', 0)], [undefined, undefined, undefined]);
  });

  it('hold a spoilt recording whose steps stand in a circle out', () => {
    const [start] = chainOf(0, ['A'], undefined, { node: 'n1', index: 0 });
    assert.ok(start);
    assert.deepEqual(treeRows(runAfter(start), {}), []);
  });
});
