import assert from 'node:assert/strict';
import { countFlips } from './flips.ts';

describe('Flips', () => {
  it('are helpful where a wrong answer became right, and harmful where a right one became wrong', () => {
    const pair = (baseline: boolean, strategy: boolean) => ({ baseline, strategy });
    const pairs = [pair(false, true), pair(false, true), pair(true, false), pair(true, true), pair(false, false), pair(true, true)];
    assert.deepEqual(countFlips(pairs), { helpful: 2, harmful: 1, bothRight: 2, bothWrong: 1 });
    assert.deepEqual(countFlips([]), { helpful: 0, harmful: 0, bothRight: 0, bothWrong: 0 });
  });
});
