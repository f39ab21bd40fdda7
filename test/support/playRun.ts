import type { ReasoningEvent, RunEnding } from '../../src/engine/events.ts';
import { isEnding } from '../../src/engine/events.ts';
import { Inbox } from '../../src/engine/inbox.ts';
import type { Language } from '../../src/engine/language.ts';
import { type Limits, resolveLimits } from '../../src/engine/limits.ts';
import type { Node } from '../../src/engine/node.ts';
import { openQuestion } from '../../src/engine/opening.ts';
import { type ChatModel, type Ladder, RUNGS, type Rung } from '../../src/engine/ports.ts';
import type { Question } from '../../src/engine/question.ts';
import { type Deps, reason, type Wish } from '../../src/engine/reason.ts';
import { backOff } from '../../src/engine/retry.ts';
import type { RunSpec } from '../../src/engine/run.ts';
import { emptySession, reduceSession, type Session } from '../../src/engine/session.ts';
import { STRATEGIES } from '../../src/engine/strategies/index.ts';
import { stillClock } from './scriptedModel.ts';

/** What a test may want otherwise than usual. */
export interface PlayOptions {
  readonly limits?: Partial<Limits>;
  readonly strategy?: string;
  readonly contextSize?: number;
  /** 1 where it is left out. */
  readonly concurrency?: number;
  readonly language?: Language;
  readonly signal?: AbortSignal;
  readonly deps?: Partial<Deps>;
  /** What thinks the run through, if it is not `reason`. */
  readonly runner?: typeof reason;
  /** Called with every event before the next one is asked for; `say` is the reader's word, for the answer unless another is given. */
  readonly watch?: (event: ReasoningEvent, say: (word?: Wish) => void) => void;
}

export interface Played {
  readonly events: readonly ReasoningEvent[];
  readonly ending: RunEnding;
  readonly session: Session;
  readonly nodes: readonly Node[];
  readonly slept: readonly number[];
  readonly spec: RunSpec;
}

/** A ladder that starts at the top and remembers, as an endpoint that was never used. */
export function freshLadder(): Ladder {
  let top: Rung = 'schema';
  return {
    start: () => top,
    below: rung => RUNGS[RUNGS.indexOf(rung) + 1],
    settle: rung => {
      top = rung;
    },
  };
}

export function specOf(
  from: string,
  { limits = {}, strategy = 'chain', contextSize, concurrency = 1, language = 'en' }: PlayOptions = {},
): RunSpec {
  return {
    id: 'run',
    from,
    question: 'Why?',
    strategy,
    preset: 'quick',
    model: 'scripted',
    limits: resolveLimits('quick', limits),
    concurrency,
    seed: 1,
    language,
    ...(contextSize !== undefined && { contextSize }),
  };
}

/** Puts `Why?` to the model and plays the run to its end. */
export const play = (model: ChatModel, options: PlayOptions = {}): Promise<Played> =>
  playQuestion({ instruction: 'Why?', excerpts: [] }, model, options);

/** Puts a question to the model, on top of what the session holds, and plays the run to its end. */
export async function playQuestion(
  question: Question,
  model: ChatModel,
  options: PlayOptions = {},
  before: readonly Node[] = [],
): Promise<Played> {
  const { strategy = 'chain', language = 'en' } = options;
  const after = before.findLast(node => node.kind === 'answer')?.id;
  const run = after === undefined ? 'run' : `after ${after}`;
  const opening = openQuestion(question, new Map(before.map(node => [node.id, node])), {
    run,
    strategy,
    preset: 'quick',
    minSteps: options.limits?.minSteps ?? 3,
    language,
    instructions: '',
    ...(after !== undefined && { after }),
  });
  return playFrom([...before, opening], { ...specOf(opening.id, options), id: run }, model, options);
}

/** Plays a run on top of stored nodes. */
export async function playFrom(stored: readonly Node[], spec: RunSpec, model: ChatModel, options: PlayOptions = {}): Promise<Played> {
  const clock = stillClock();
  const inbox = new Inbox<Wish>();
  const nodes = [...stored];
  const events: ReasoningEvent[] = [];
  const deps: Deps = {
    model,
    ladder: freshLadder(),
    strategies: STRATEGIES,
    retry: backOff({ random: () => 0.5 }),
    clock,
    signal: options.signal ?? new AbortController().signal,
    inbox,
    keep: async node => void nodes.push(node),
    ...options.deps,
  };
  const { runner = reason } = options;
  for await (const event of runner(spec, stored, deps)) {
    events.push(event);
    options.watch?.(event, (word = { wish: 'answer' }) => inbox.push(word));
  }
  const ending = events.at(-1);
  if (!ending || !isEnding(ending)) throw new Error('The run did not end.');
  return { events, ending, session: events.reduce(reduceSession, emptySession('s')), nodes, slept: clock.slept, spec };
}
