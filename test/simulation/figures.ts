import type { Outcome, World } from './simulate.ts';
import type { Simulator } from './simulator.ts';
import { type Prediction, predict } from './theory.ts';

/** Fixed before anything was measured. */
export const SEEDS = [1, 2, 3, 4, 5];

/** Half the width of a 99 % interval in standard errors: for all runs together, and for each seed so that all five hold at once. */
const WIDTH = { together: 2.576, each: 3.089 };

/** One figure beside what theory says of it, for all seeds together and for each. */
export interface Figure {
  readonly theory: number;
  readonly measured: number;
  readonly perSeed: readonly number[];
  readonly low: number;
  readonly high: number;
  readonly isInside: boolean;
}

export type Figures = Readonly<Record<'accuracy' | 'requests' | 'chains' | 'busiest', Figure>>;

/** Lets a strategy answer so many questions for each seed, and holds what came out against theory. */
export async function measure({ simulate }: Simulator, strategy: string, world: World, runsPerSeed: number): Promise<Figures> {
  const bySeed: Outcome[][] = [];
  for (const seed of SEEDS) bySeed.push(await simulate(strategy, world, seed, runsPerSeed));
  return compare(bySeed, predict(strategy, world));
}

function compare(bySeed: readonly (readonly Outcome[])[], theory: Prediction): Figures {
  const all = (value: (outcome: Outcome) => number): number[][] => bySeed.map(outcomes => outcomes.map(value));
  const { accuracy } = theory;
  return {
    accuracy: figure(
      all(({ isRight }) => Number(isRight)),
      accuracy,
      Math.sqrt(accuracy * (1 - accuracy)),
    ),
    requests: figure(
      all(({ requests }) => requests),
      theory.requests,
      theory.requestsSpread,
    ),
    chains: figure(
      all(({ chains }) => chains),
      theory.chains,
      theory.chainsSpread,
    ),
    busiest: figure(
      all(({ busiest }) => busiest),
      theory.busiest,
      theory.busiestSpread,
    ),
  };
}

/** `spread`: the standard deviation of one value, as theory has it. */
function figure(bySeed: readonly (readonly number[])[], theory: number, spread: number): Figure {
  const values = bySeed.flat();
  const half = (count: number, width: number): number => (width * spread) / Math.sqrt(count) + 1e-9;
  const isNear = (some: readonly number[], width: number): boolean => Math.abs(mean(some) - theory) <= half(some.length, width);
  return {
    theory,
    measured: mean(values),
    perSeed: bySeed.map(mean),
    low: theory - half(values.length, WIDTH.together),
    high: theory + half(values.length, WIDTH.together),
    isInside: isNear(values, WIDTH.together) && bySeed.every(some => isNear(some, WIDTH.each)),
  };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** One line of the table that stands in the test's output. */
export function describeFigure(name: string, { measured, theory, low, high, perSeed }: Figure, digits: number): string {
  const show = (value: number): string => value.toFixed(digits).padStart(7);
  return `      ${name.padEnd(44)} ${show(measured)}  theory ${show(theory)}  99 %: ${show(low)} to ${show(high)}  seeds ${perSeed.map(show).join('')}`;
}
