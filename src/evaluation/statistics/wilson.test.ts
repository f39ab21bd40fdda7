import assert from 'node:assert/strict';
import { wilson } from './wilson.ts';

describe('Wilson’s interval', () => {
  // R. G. Newcombe, “Two-sided confidence intervals for the single proportion”, Statistics in Medicine 17 (1998), table I, method 3.
  it('is that of the literature', () => {
    const known = [
      [81, 263, 0.2553, 0.3662],
      [15, 148, 0.0624, 0.1605],
      [0, 20, 0, 0.1611],
      [1, 29, 0.0061, 0.1718],
    ] as const;
    for (const [right, asked, low, high] of known) {
      const interval = wilson(right, asked);
      assert.deepEqual([interval.low.toFixed(4), interval.high.toFixed(4)], [low.toFixed(4), high.toFixed(4)]);
    }
  });

  it('has for ends the shares that a score test just does not refuse', () => {
    for (const [right, asked] of [
      [1, 3],
      [7, 10],
      [140, 200],
      [99_000, 100_000],
    ] as const) {
      const { low, high } = wilson(right, asked);
      for (const end of [low, high]) {
        const score = Math.abs(right / asked - end) / Math.sqrt((end * (1 - end)) / asked);
        assert.ok(Math.abs(score - 1.96) < 0.0001, `${right} of ${asked}: ${score}`);
      }
    }
  });

  it('never leaves 0 to 1, and says nothing where nothing was asked', () => {
    assert.deepEqual(wilson(0, 0), { low: 0, high: 1 });
    assert.equal(wilson(0, 7).low, 0);
    assert.equal(wilson(7, 7).high, 1);
  });
});
