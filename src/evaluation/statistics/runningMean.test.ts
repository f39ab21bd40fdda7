import assert from 'node:assert/strict';
import { RunningMean } from './runningMean.ts';

describe('The mean of what answers cost', () => {
  const meanOf = (values: readonly (number | undefined)[]): RunningMean => {
    const mean = new RunningMean();
    for (const value of values) mean.add(value);
    return mean;
  };

  // 2, 4, 4, 4, 5, 5, 7, 9: mean 5, sum of squares 32; 1.96 · √(32 / 7 / 8) = 1.4816.
  it('has the interval of its standard error', () => {
    const { mean, interval } = meanOf([2, 4, 4, undefined, 4, 5, 5, 7, 9]);
    assert.deepEqual([mean, interval?.low.toFixed(4), interval?.high.toFixed(4)], [5, '3.5184', '6.4816']);
  });

  it('loses nothing where the values are great and hardly differ', () => {
    const { interval } = meanOf([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]);
    assert.equal(((interval?.high ?? 0) - (interval?.low ?? 0)).toFixed(4), (2 * 1.959963985 * Math.sqrt(30 / 4)).toFixed(4));
  });

  it('has no width where all are alike, no interval for one value, and is not without values', () => {
    assert.deepEqual(meanOf([3, 3, 3]).interval, { low: 3, high: 3 });
    assert.deepEqual([meanOf([3]).mean, meanOf([3]).interval], [3, undefined]);
    assert.equal(meanOf([undefined]).mean, undefined);
  });
});
