import assert from 'node:assert/strict';
import { BlankCounter } from './blankCounter.ts';

function countIn(...pieces: readonly string[]): boolean {
  const counter = new BlankCounter();
  for (const piece of pieces) counter.count(piece);
  return counter.isLoop();
}

describe('BlankCounter', () => {
  it('takes 200 blanks in a row for a loop, in whatever pieces', () => {
    assert.equal(countIn(`a${' \n'.repeat(99)}`, '\t'), false);
    assert.equal(countIn(`a${' \n'.repeat(99)}`, '\t', ' '), true);
    assert.equal(countIn(' '.repeat(200)), true);
  });

  it('begins anew behind every word', () => {
    assert.equal(countIn(' '.repeat(199), 'a', ' '.repeat(199)), false);
    assert.equal(countIn(`${' '.repeat(300)}a`), false);
  });
});
