import { lowerTail } from './binomial.ts';
import { type Interval, Z_95 } from './wilson.ts';

/** The fewest flips that, all in one direction, give McNemar's exact test p < 0.05: 2 · 0.5⁶ = 0.031. */
const FEWEST_FLIPS = 6;
const POWER = 0.8;
/** The normal quantile of 80 %. */
const Z_POWER = 0.8416212335729143;

/**
 * The smallest difference of shares (0 to 1) that so many paired questions see with a chance of 80 %, tested two-sided at 5 %.
 * Without `flipped` in the best case, that the strategy spoils nothing: so great that six flips or more come about with a chance of 80 %, by the exact binomial.
 * With `flipped`, the share of questions whose answer changed in either direction: R. J. Connor, “Sample size for testing differences in proportions
 * for the paired-sample design”, Biometrics 43 (1987), solved for the difference; never less than the best case.
 * Infinity where no difference could be seen.
 */
export function smallestDifference(asked: number, flipped = 0): number {
  if (asked < FEWEST_FLIPS) return Number.POSITIVE_INFINITY;
  const best = leastWith(0, 1, difference => 1 - lowerTail(FEWEST_FLIPS - 1, asked, difference) >= POWER);
  return flipped <= best
    ? best
    : Math.max(
        best,
        leastWith(0, flipped, difference => questionsFor(difference, flipped) <= asked),
      );
}

/**
 * The smallest difference of two means that is seen with a chance of 80 %, tested two-sided at 5 %, from their 95 % intervals. That both
 * were measured on the same questions is not made use of: the test of pairs would see somewhat less.
 */
export function smallestDifferenceOfMeans(one: Interval, other: Interval): number {
  const error = ({ low, high }: Interval): number => (high - low) / 2 / Z_95;
  return (Z_95 + Z_POWER) * Math.hypot(error(one), error(other));
}

/** Connor's number of questions for a difference, where this share of all answers changes. */
const questionsFor = (difference: number, flipped: number): number =>
  ((Z_95 * Math.sqrt(flipped) + Z_POWER * Math.sqrt(flipped - difference ** 2)) / difference) ** 2;

/** The least value between two for which a condition holds that goes on to hold from there: by halving. */
function leastWith(low: number, high: number, holds: (value: number) => boolean): number {
  let [below, above] = [low, high];
  for (let halvings = 0; halvings < 50; halvings += 1) {
    const middle = (below + above) / 2;
    if (holds(middle)) above = middle;
    else below = middle;
  }
  return above;
}
