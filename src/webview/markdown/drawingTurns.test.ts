import assert from 'node:assert/strict';
import { DrawingTurns } from './drawingTurns.ts';

/** Turns that the test takes by itself. */
function turning() {
  const later: (() => void)[] = [];
  const turns = new DrawingTurns(turn => void later.push(turn));
  return { turns, turn: () => later.shift()?.(), isResting: () => later.length === 0 };
}

describe('The turns in which Markdown is drawn', () => {
  it('draw short texts at once', () => {
    const { turns } = turning();
    assert.ok(turns.take(3000) && turns.take(3000));
  });

  it('draw one long text, and let the rest wait as plain text', () => {
    const { turns, turn } = turning();
    assert.equal(turns.take(100_000), true);
    assert.equal(turns.take(10), false);
    turn();
    assert.equal(turns.take(10), true);
  });

  it('give those that wait their turns, the last first', () => {
    const { turns, turn, isResting } = turning();
    const drawn: string[] = [];
    for (const name of ['a', 'b', 'c']) turns.wait(5000, () => drawn.push(name));
    turn();
    assert.deepEqual(drawn, ['c', 'b']);
    turn();
    assert.deepEqual(drawn, ['c', 'b', 'a']);
    turn();
    assert.equal(isResting(), true);
  });

  it('leave out what was taken back', () => {
    const { turns, turn } = turning();
    const drawn: string[] = [];
    const takeBack = turns.wait(10, () => drawn.push('gone'));
    turns.wait(10, () => drawn.push('there'));
    takeBack();
    takeBack();
    turn();
    assert.deepEqual(drawn, ['there']);
  });
});
