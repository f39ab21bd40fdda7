import assert from 'node:assert/strict';
import { mcNemar } from './mcNemar.ts';

describe('McNemar’s exact test', () => {
  it('gives the sums of the binomial distribution, counted in whole numbers', () => {
    for (let helpful = 0; helpful <= 40; helpful += 1) {
      for (const harmful of [0, 1, 2, 5, 13, 40, 300]) {
        const exact = exactP(helpful, harmful);
        assert.ok(Math.abs(mcNemar(helpful, harmful) - exact) <= 1e-12 + 1e-9 * exact, `${helpful}, ${harmful}`);
      }
    }
  });

  it('needs six flips in one direction to be below 5 %', () => {
    assert.deepEqual([mcNemar(0, 5).toFixed(5), mcNemar(6, 0).toFixed(5)], ['0.06250', '0.03125']);
    assert.equal(mcNemar(2, 8).toFixed(6), '0.109375');
  });

  it('knows no direction, and no difference without flips', () => {
    assert.equal(mcNemar(3, 17), mcNemar(17, 3));
    assert.equal(mcNemar(0, 0), 1);
    assert.equal(mcNemar(9, 9), 1);
  });

  it('bears with very many flips', () => {
    assert.ok(mcNemar(50_000, 50_100) > 0.7 && mcNemar(50_000, 50_100) < 0.8);
    assert.ok(mcNemar(30_000, 70_000) < 1e-100);
  });
});

/** Sums of binomial coefficients over a power of two, as whole numbers up to the last division. */
function exactP(helpful: number, harmful: number): number {
  const flips = helpful + harmful;
  let [coefficient, sum] = [1n, 0n];
  for (let hit = 0; hit <= Math.min(helpful, harmful); hit += 1) {
    sum += coefficient;
    coefficient = (coefficient * BigInt(flips - hit)) / BigInt(hit + 1);
  }
  const scaled = (2n * sum * 10n ** 30n) / 2n ** BigInt(flips);
  return Math.min(1, Number(scaled) / 1e30);
}
