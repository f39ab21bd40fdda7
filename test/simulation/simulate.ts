import type { ReasoningEvent } from '../../src/engine/events.ts';
import { Inbox } from '../../src/engine/inbox.ts';
import { byId, type Node, pathTo, stepsOf } from '../../src/engine/node.ts';
import { openQuestion } from '../../src/engine/opening.ts';
import { reason, type Wish } from '../../src/engine/reason.ts';
import { backOff } from '../../src/engine/retry.ts';
import { STRATEGIES } from '../../src/engine/strategies/index.ts';
import type { Strategy } from '../../src/engine/strategy.ts';
import { freshLadder, specOf } from '../support/playRun.ts';
import { repeatingModel, stillClock } from '../support/scriptedModel.ts';
import { createSolver, type Problem, type SolverTraits } from '../support/simulatedSolver.ts';

/** A world to think in: the solver's traits, and over how many wrong answers its errors spread. */
export interface World extends Omit<SolverTraits, 'seed'> {
  readonly wrong: number;
  /** Of each run. */
  readonly minSteps: number;
}

/** What came out of one question. */
export interface Outcome {
  readonly isRight: boolean;
  readonly requests: number;
  readonly chains: number;
  /** How many chains share their first step, at most. */
  readonly busiest: number;
}

const RIGHT = 4000;

const WORDS = ['copper', 'silver', 'cobalt', 'nickel', 'sodium'];

/** The answers are numbers of four digits or metals of six letters: no other word of a prompt is one of them, and all are equally long. */
function problemOf(number: number, { wrong, isWordy }: World): Problem {
  const [right = '', ...others] = isWordy ? WORDS : Array.from({ length: wrong + 1 }, (_, place) => String(RIGHT + place));
  return { question: `What does puzzle ${number} come to?`, right, wrong: others.slice(0, wrong) };
}

/** Puts so many puzzles to one solver, one after the other, each in a run of its own. */
export async function simulate(name: string, world: World, seed: number, runs: number): Promise<Outcome[]> {
  const strategy = STRATEGIES.get(name);
  if (!strategy) throw new Error(`There is no strategy ${name}.`);
  const outcomes: Outcome[] = [];
  for (let number = 0; number < runs; number++) outcomes.push(await askOnce(strategy, world, problemOf(number, world), seed));
  return outcomes;
}

async function askOnce(strategy: Strategy, world: World, problem: Problem, seed: number): Promise<Outcome> {
  const solve = createSolver(() => problem, { ...world, seed });
  const model = repeatingModel(({ messages, format }) => [solve({ messages, form: format === 'text' ? 'text' : 'json' })]);
  const opening = openQuestion({ instruction: problem.question, excerpts: [] }, new Map(), {
    run: 'run',
    strategy: strategy.name,
    preset: 'quick',
    minSteps: world.minSteps,
    language: 'en',
    instructions: '',
  });
  const spec = {
    ...specOf(opening.id, { strategy: strategy.name, limits: { minSteps: world.minSteps, maxSteps: 10 } }),
    question: problem.question,
    seed,
  };
  const nodes: Node[] = [opening];
  const deps = {
    model,
    ladder: freshLadder(),
    strategies: new Map([[strategy.name, strategy]]),
    retry: backOff({ random: () => 0.5 }),
    clock: stillClock(),
    signal: new AbortController().signal,
    inbox: new Inbox<Wish>(),
    keep: async (node: Node) => void nodes.push(node),
  };
  let last: ReasoningEvent | undefined;
  for await (const event of reason(spec, [opening], deps)) last = event;
  if (last?.type !== 'run-end') throw new Error(`The run did not end with an answer: ${JSON.stringify(last)}`);
  const firsts = nodes.filter(({ kind }) => kind === 'answer').map(({ id }) => stepsOf(pathTo(byId(nodes), id))[0]?.id);
  const busiest = Math.max(...firsts.map(first => firsts.filter(other => other === first).length));
  return { isRight: last.answer.includes(problem.right), requests: last.requests, chains: firsts.length, busiest };
}
