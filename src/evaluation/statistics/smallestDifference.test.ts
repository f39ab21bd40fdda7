import assert from 'node:assert/strict';
import { createRandom } from '../suites/random.ts';
import { mcNemar } from './mcNemar.ts';
import { RunningMean } from './runningMean.ts';
import { smallestDifference, smallestDifferenceOfMeans } from './smallestDifference.ts';
import { type Interval, Z_95 } from './wilson.ts';

describe('The smallest difference that paired questions could have seen', () => {
  it('is seen in four of five experiments, and a smaller one less often', () => {
    for (const [asked, flipped] of [
      [50, 0],
      [200, 0],
      [200, 0.3],
      [1000, 0.2],
    ] as const) {
      const difference = smallestDifference(asked, flipped);
      assert.ok(Math.abs(power(asked, difference, flipped) - 0.8) < 0.05, `${asked}: ${power(asked, difference, flipped)}`);
      assert.ok(power(asked, difference * 0.7, flipped) < 0.65);
    }
  });

  // 1 − (chance of at most five flips) = 0.8: the 80 % point of a Poisson distribution for six events is 7.906 (half a chi-square of twelve degrees).
  it('is about eight questions in the best case, however many are asked', () => {
    for (const asked of [1000, 10_000, 100_000]) assert.ok(Math.abs(smallestDifference(asked) * asked - 7.906) < 0.05);
  });

  it('grows with the share of answers that change, and shrinks with the questions', () => {
    const shares = [0, 0.05, 0.1, 0.3, 0.6].map(flipped => smallestDifference(200, flipped));
    assert.deepEqual(
      shares,
      shares.toSorted((one, other) => one - other),
    );
    const counts = [6, 20, 200, 2000].map(asked => smallestDifference(asked, 0.3));
    assert.deepEqual(
      counts,
      counts.toSorted((one, other) => other - one),
    );
  });

  it('is beyond all bounds where six flips cannot be', () => {
    assert.deepEqual(
      [0, 5].map(asked => smallestDifference(asked)),
      [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    );
    assert.ok(smallestDifference(6) < 1);
  });
});

describe('The smallest difference of two means', () => {
  it('is seen in four of five experiments, and a smaller one less often', () => {
    const { one, other } = drawTwo(createRandom(7), 1000, 0);
    const difference = smallestDifferenceOfMeans(one, other);
    assert.ok(Math.abs(powerOfMeans(1000, difference) - 0.8) < 0.05, String(powerOfMeans(1000, difference)));
    assert.ok(powerOfMeans(1000, difference * 0.7) < 0.6);
  });

  it('is nothing where no value differs from another', () => {
    assert.equal(smallestDifferenceOfMeans({ low: 3, high: 3 }, { low: 5, high: 5 }), 0);
  });
});

/** The intervals of two means of evenly drawn values, the second greater by `difference`. */
function drawTwo(random: ReturnType<typeof createRandom>, values: number, difference: number) {
  const [one, other] = [new RunningMean(), new RunningMean()];
  for (let value = 0; value < values; value += 1) {
    one.add(random.whole(1e6) / 1e6);
    other.add(random.whole(1e6) / 1e6 + difference);
  }
  assert.ok(one.interval && other.interval);
  return { one: one.interval, other: other.interval };
}

/** How often a test of two means at 5 % finds the difference, in experiments of chance from a fixed seed. */
function powerOfMeans(values: number, difference: number): number {
  const random = createRandom(values + 1);
  const middle = ({ low, high }: Interval): number => (low + high) / 2;
  let found = 0;
  for (let experiment = 0; experiment < 500; experiment += 1) {
    const { one, other } = drawTwo(random, values, difference);
    const error = Math.hypot(one.high - one.low, other.high - other.low) / 2 / Z_95;
    if (Math.abs(middle(other) - middle(one)) > Z_95 * error) found += 1;
  }
  return found / 500;
}

const EXPERIMENTS = 2000;

/** How often McNemar's test finds the difference, in experiments of chance from a fixed seed. */
function power(asked: number, difference: number, flipped: number): number {
  const random = createRandom(asked);
  const helpfulShare = (Math.max(flipped, difference) + difference) / 2;
  const harmfulShare = helpfulShare - difference;
  let found = 0;
  for (let experiment = 0; experiment < EXPERIMENTS; experiment += 1) {
    let [helpful, harmful] = [0, 0];
    for (let question = 0; question < asked; question += 1) {
      const chance = random.whole(1e9) / 1e9;
      if (chance < helpfulShare) helpful += 1;
      else if (chance < helpfulShare + harmfulShare) harmful += 1;
    }
    if (helpful > harmful && mcNemar(helpful, harmful) < 0.05) found += 1;
  }
  return found / EXPERIMENTS;
}
