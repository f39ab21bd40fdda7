import assert from 'node:assert/strict';
import { STRATEGIES } from '../../src/engine/strategies/index.ts';
import type { Strategy } from '../../src/engine/strategy.ts';
import { describeFigure, type Figures, measure } from './figures.ts';
import type { World } from './simulate.ts';

/** For each seed. */
const RUNS = 400;

/** A chain is right four times in five; lost chains are a little longer. */
const ABLE: World = {
  astray: [0.2, 0],
  wrong: 4,
  direct: 0.35,
  steps: { firm: [0, 0, 0.7, 0.3], lost: [0, 0, 0.4, 0.6] },
  doubt: { settles: 0.7, finds: 0.5, clings: 0.5 },
};
/** Every step may lead astray, so that longer chains are right less often. */
const WANDERING: World = { ...ABLE, astray: [0.1, 0.15], wrong: 2 };

const WORLDS: Readonly<Record<string, World>> = { able: ABLE, wandering: WANDERING };

describe('On a simulated solver', function () {
  this.timeout(60_000);

  for (const name of ['direct', 'chain']) {
    for (const [where, world] of Object.entries(WORLDS)) {
      it(`${name} is right as often, and asks as often, as theory says (${where})`, async () => {
        const figures = await measure(strategyNamed(name), world, RUNS);
        print(`${name}, ${where}`, figures);
        assert.ok(figures.accuracy.isInside && figures.requests.isInside);
      });
    }
  }
});

function strategyNamed(name: string): Strategy {
  const strategy = STRATEGIES.get(name);
  assert.ok(strategy);
  return strategy;
}

function print(name: string, { accuracy, requests }: Figures): void {
  console.log(describeFigure(`${name}: right`, accuracy, 4));
  console.log(describeFigure(`${name}: requests`, requests, 3));
}
