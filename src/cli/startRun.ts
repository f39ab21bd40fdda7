import { randomUUID } from 'node:crypto';
import { beginRun, type RunChoices } from '../engine/beginRun.ts';
import type { ReasoningEvent } from '../engine/events.ts';
import { Inbox } from '../engine/inbox.ts';
import type { Question } from '../engine/question.ts';
import type { Deps, Wish } from '../engine/reason.ts';
import { backOff } from '../engine/retry.ts';
import { STRATEGIES } from '../engine/strategies/index.ts';
import { isPrivate } from '../model/baseUrl.ts';
import type { Endpoint } from '../model/endpoint.ts';
import { createLadder, type LadderOptions, learnedKey } from '../model/learned.ts';
import { createChatModel, readContextSize } from '../model/main.ts';
import { wallClock } from '../model/wallClock.ts';
import type { AskOptions } from './arguments.ts';
import { runStrategy } from './runStrategy.ts';

/** What a run is carried out with besides its endpoint; time and wishes are a test's to hand in. */
export type RunMeans = Pick<Deps, 'retry' | 'clock' | 'inbox' | 'keep'> & Pick<Endpoint, 'log'> & Pick<LadderOptions, 'stepFormat'>;

const usualMeans = (): RunMeans => ({
  stepFormat: 'auto',
  retry: backOff(),
  clock: wallClock,
  inbox: new Inbox<Wish>(),
  keep: async () => {},
});

/** Joins a question to the engine and an endpoint; ends as `reason` does. `means` replace the usual ones. */
export async function* startRun(
  question: Question,
  options: AskOptions,
  endpoint: Endpoint,
  signal: AbortSignal,
  means: Partial<RunMeans> = {},
): AsyncGenerator<ReasoningEvent, void> {
  const contextSize = await readContextSize(endpoint, signal);
  const { spec, opening } = beginRun(randomUUID(), question, [], { ...options, ...placeOf(endpoint), contextSize });
  yield* runStrategy(spec, [opening], depsFor(endpoint, signal, { stepFormat: options.stepFormat, ...means }));
}

/** What a run has to know of the place where it is thought through. */
export const placeOf = ({ model, baseUrl }: Endpoint): Pick<RunChoices, 'model' | 'isLocal' | 'instructions'> => ({
  model,
  isLocal: isPrivate(baseUrl),
  instructions: '',
});

/** All that a run needs from outside, with an endpoint as its model. */
export function depsFor(endpoint: Endpoint, signal: AbortSignal, means: Partial<RunMeans> = {}): Deps {
  const { log, stepFormat, ...others } = { ...usualMeans(), ...means };
  const key = learnedKey(endpoint.baseUrl, endpoint.model);
  return {
    model: createChatModel({ ...endpoint, log }),
    ladder: createLadder({ store: endpoint.learned, key, stepFormat, nowMs: Date.now }),
    strategies: STRATEGIES,
    signal,
    ...others,
  };
}
