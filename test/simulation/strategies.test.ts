import assert from 'node:assert/strict';
import { describeFigure, type Figures, measure } from './figures.ts';
import type { World } from './simulate.ts';
import { buildSimulator, type Fault, type Simulator } from './simulator.ts';
import { predict } from './theory.ts';

/** For each seed. */
const RUNS = 200;
/** Of what takes many requests, and of faults that are plain to see. */
const FEW_RUNS = 80;

/** A chain is right four times in five, its errors spread over six answers, and lost chains are a little longer. */
const ABLE: World = {
  astray: [0.2, 0],
  wrong: 6,
  direct: 0.35,
  steps: { firm: [0, 0, 0.7, 0.3], lost: [0, 0, 0.4, 0.6] },
  told: { settles: 0.7, finds: 0.5, clings: 0.5, swayed: 0.9 },
  judges: 0.9,
  minSteps: 1,
};
/** Answers that only a model can compare, which it does well nine times in ten. */
const WORDY: World = { ...ABLE, wrong: 3, isWordy: true };
/** Few wrong answers, every step may lead astray, and lost chains are shorter: votes are often level. */
const WANDERING: World = {
  ...ABLE,
  astray: [0.25, 0.15],
  wrong: 2,
  steps: { firm: [0, 0.5, 0.5], lost: [0.5, 0.5] },
  told: { settles: 0.6, finds: 0.3, clings: 0.8, swayed: 0.9 },
};
/** All chains have two steps, for a search whose every course can be added up. */
const SHORT: World = { ...ABLE, astray: [0.3, 0.1], wrong: 3, steps: { firm: [0, 1], lost: [0, 1] } };
/** … or three; right chains are rarer than wrong ones. */
const STEEP: World = { ...SHORT, astray: [0.4, 0.2], wrong: 2, steps: { firm: [0, 0, 1], lost: [0, 0, 1] }, minSteps: 2 };

const CASES: readonly (readonly [strategy: string, where: string, world: World])[] = [
  ['direct', 'able', ABLE],
  ['chain', 'able', ABLE],
  ['chain', 'wandering', WANDERING],
  ['vote', 'able', ABLE],
  ['vote', 'wandering', WANDERING],
  ['verify', 'able', ABLE],
  ['verify', 'wandering', WANDERING],
  ['vote', 'wordy', WORDY],
  ['verify', 'wordy', WORDY],
  // The same world for all, so that what each brings can be set side by side.
  ['direct', 'short', SHORT],
  ['chain', 'short', SHORT],
  ['vote', 'short', SHORT],
  ['verify', 'short', SHORT],
  ['tree', 'short', SHORT],
  ['tree', 'steep', STEEP],
];

interface Mutant {
  readonly idea: string;
  readonly strategy: string;
  readonly where: string;
  readonly world: World;
  readonly fault: Fault;
  /** For each seed, where it takes more of them to be seen. */
  readonly runs?: number;
  /** What must fall outside of what theory says of the sound strategy. */
  readonly outside: readonly (keyof Figures)[];
}

const MUTANTS: readonly Mutant[] = [
  {
    idea: 'a wrong tally: the least frequent answer wins',
    strategy: 'vote',
    where: 'able',
    world: ABLE,
    fault: {
      file: 'severalChains.ts',
      find: '.sort((one, other) => other.threads.length - one.threads.length)',
      replace: '.sort((one, other) => one.threads.length - other.threads.length)',
    },
    outside: ['accuracy'],
  },
  {
    idea: 'a wrong tally: level votes go to the longer chain',
    strategy: 'vote',
    where: 'wandering',
    world: WANDERING,
    fault: { file: 'severalChains.ts', find: 'one.steps.length - other.steps.length', replace: 'other.steps.length - one.steps.length' },
    runs: RUNS,
    outside: ['accuracy'],
  },
  {
    idea: 'a leaky verifier: the check is told the answer',
    strategy: 'verify',
    where: 'able',
    world: ABLE,
    fault: {
      file: 'verify.ts',
      find: 'followChain(state, CHECK, { temperature })',
      replace: 'followChain(state, CHECK, { temperature, hint: candidate.answer.answer.text })',
    },
    outside: ['accuracy', 'requests'],
  },
  {
    idea: 'a greedy tree: only the first step is gone on from',
    strategy: 'tree',
    where: 'short',
    world: SHORT,
    fault: { file: 'treeGrowth.ts', find: 'const WIDTH = 3', replace: 'const WIDTH = 1' },
    outside: ['accuracy', 'requests'],
  },
  {
    idea: 'a greedy tree: what was seldom tried counts for nothing',
    strategy: 'tree',
    where: 'steep',
    world: STEEP,
    fault: { file: 'treeGrowth.ts', find: 'const CURIOSITY = Math.SQRT2', replace: 'const CURIOSITY = 0' },
    outside: ['busiest'],
  },
];

describe('On a simulated solver', function () {
  this.timeout(120_000);

  let simulator: Simulator;
  let ofVote: Figures | undefined;

  before(async () => {
    simulator = await buildSimulator();
  });

  for (const [name, where, world] of CASES) {
    it(`${name} is right as often, and asks as often, as theory says (${where})`, async () => {
      const figures = await measure(simulator, name, world, world === STEEP || world === WORDY ? FEW_RUNS : RUNS);
      if (name === 'vote' && world === ABLE) ofVote = figures;
      print(`${name}, ${where}`, figures);
      for (const figure of Object.values(figures)) assert.ok(figure.isInside);
    });
  }

  it('vote saves two requests in five of five chains, at no more than half a point of accuracy', async () => {
    const [adaptive, five] = [predict('vote', ABLE), predict('five', ABLE)];
    const { accuracy, requests } = ofVote ?? (await measure(simulator, 'vote', ABLE, RUNS));
    const saved = 1 - requests.measured / five.requests;
    const lost = five.accuracy - adaptive.accuracy;
    console.log(
      `      vote asks ${requests.measured.toFixed(2)} times, five chains ${five.requests.toFixed(2)} times: ${percent(saved)} saved`,
    );
    console.log(
      `      by theory vote is right in ${percent(adaptive.accuracy)}, five chains in ${percent(five.accuracy)}; measured ${percent(accuracy.measured)}`,
    );
    assert.ok(saved >= 0.4);
    assert.ok(lost <= 0.005 && accuracy.isInside);
  });
});

describe('A fault that is planted falls outside of what theory says', function () {
  this.timeout(120_000);

  for (const { idea, strategy, where, world, fault, runs = FEW_RUNS, outside } of MUTANTS) {
    it(idea, async () => {
      const figures = await measure(await buildSimulator(fault), strategy, world, runs);
      print(`${strategy}, ${where}, with ${idea.split(':')[0]}`, figures);
      for (const name of outside) assert.ok(!figures[name].isInside, name);
    });
  }
});

function print(name: string, { accuracy, requests, chains, busiest }: Figures): void {
  console.log(describeFigure(`${name}: right`, accuracy, 4));
  console.log(describeFigure(`${name}: requests`, requests, 3));
  console.log(describeFigure(`${name}: chains`, chains, 3));
  if (busiest.theory > 1.001) console.log(describeFigure(`${name}: chains by the busiest first step`, busiest, 3));
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
