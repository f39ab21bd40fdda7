import { isEnding, type ReasoningEvent } from '../../src/engine/events.ts';
import { Inbox } from '../../src/engine/inbox.ts';
import { openQuestion } from '../../src/engine/opening.ts';
import { reason, type Wish } from '../../src/engine/reason.ts';
import { backOff } from '../../src/engine/retry.ts';
import type { Strategy } from '../../src/engine/strategy.ts';
import { freshLadder, specOf } from '../support/playRun.ts';
import { repeatingModel, stillClock } from '../support/scriptedModel.ts';
import { createSolver, type Problem, type SolverTraits } from '../support/simulatedSolver.ts';

/** A world to think in: the solver's traits, and over how many wrong answers its errors spread. */
export interface World extends Omit<SolverTraits, 'seed'> {
  readonly wrong: number;
}

/** What came out of one question. */
export interface Outcome {
  readonly isRight: boolean;
  readonly requests: number;
  readonly chains: number;
}

const RIGHT = 4000;

/** The answers are numbers of four digits, so that no other number in a prompt is one of them. */
const problemOf = (number: number, { wrong }: World): Problem => ({
  question: `What does puzzle ${number} come to?`,
  right: String(RIGHT),
  wrong: Array.from({ length: wrong }, (_, place) => String(RIGHT + 1 + place)),
});

/** Puts so many puzzles to one solver, one after the other, each in a run of its own. */
export async function simulate(strategy: Strategy, world: World, seed: number, runs: number): Promise<Outcome[]> {
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
    minSteps: 1,
    language: 'en',
    instructions: '',
  });
  const spec = { ...specOf(opening.id, { strategy: strategy.name, limits: { minSteps: 1, maxSteps: 10 } }), seed };
  const deps = {
    model,
    ladder: freshLadder(),
    strategies: new Map([[strategy.name, strategy]]),
    retry: backOff({ random: () => 0.5 }),
    clock: stillClock(),
    signal: new AbortController().signal,
    inbox: new Inbox<Wish>(),
    keep: async () => {},
  };
  const events: ReasoningEvent[] = [];
  for await (const event of reason(spec, [opening], deps)) events.push(event);
  return outcomeOf(events, problem);
}

function outcomeOf(events: readonly ReasoningEvent[], { right }: Problem): Outcome {
  const ending = events.at(-1);
  if (!ending || !isEnding(ending) || ending.type !== 'run-end')
    throw new Error(`The run did not end with an answer: ${JSON.stringify(ending)}`);
  return {
    isRight: ending.answer.includes(right),
    requests: ending.requests,
    chains: events.filter(({ type }) => type === 'answer-end').length,
  };
}
