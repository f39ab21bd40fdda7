import assert from 'node:assert/strict';
import { createRandom } from './random.ts';

const THROWS = 60_000;

describe('Chance from a seed', () => {
  it('throws a die that is fair', () => {
    const random = createRandom(1);
    const counts = [0, 0, 0, 0, 0, 0];
    for (let at = 0; at < THROWS; at += 1) {
      const side = random.between(1, 6) - 1;
      counts[side] = (counts[side] ?? 0) + 1;
    }
    assert.ok(chiSquare(counts) < 20.52, 'beyond the 0.1 % point for five degrees of freedom');
  });

  it('shuffles into every order as often', () => {
    const random = createRandom(2);
    const counts = new Map<string, number>();
    for (let at = 0; at < THROWS; at += 1) {
      const order = random.shuffled(['a', 'b', 'c']).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    assert.equal(counts.size, 6);
    assert.ok(chiSquare([...counts.values()]) < 20.52);
  });

  it('is the same for the same seed, and refuses to pick from nothing', () => {
    const [one, other] = [createRandom(7), createRandom(7)];
    assert.deepEqual(
      Array.from({ length: 5 }, () => one.whole(1000)),
      Array.from({ length: 5 }, () => other.whole(1000)),
    );
    assert.throws(() => one.pick([]), RangeError);
  });
});

function chiSquare(counts: readonly number[]): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}
