import { randomUUID } from 'node:crypto';
import { beginRun } from '../engine/beginRun.ts';
import type { ReasoningEvent } from '../engine/events.ts';
import { Inbox } from '../engine/inbox.ts';
import type { Question } from '../engine/question.ts';
import { type Deps, reason, type Wish } from '../engine/reason.ts';
import { backOff } from '../engine/retry.ts';
import { STRATEGIES } from '../engine/strategies/index.ts';
import { isPrivate } from '../model/baseUrl.ts';
import type { Endpoint } from '../model/endpoint.ts';
import { createLadder, learnedKey } from '../model/learned.ts';
import { createChatModel, readContextSize } from '../model/main.ts';
import { wallClock } from '../model/wallClock.ts';
import type { AskOptions } from './arguments.ts';

/** What a run is carried out with besides its endpoint; time and wishes are a test's to hand in. */
export type RunMeans = Pick<Deps, 'retry' | 'clock' | 'inbox' | 'keep'> & Pick<Endpoint, 'log'>;

const usualMeans = (): RunMeans => ({ retry: backOff(), clock: wallClock, inbox: new Inbox<Wish>(), keep: async () => {} });

/** Joins a question to the engine and an endpoint; ends as `reason` does. `means` replace the usual ones. */
export async function* startRun(
  question: Question,
  options: AskOptions,
  endpoint: Endpoint,
  signal: AbortSignal,
  means: Partial<RunMeans> = {},
): AsyncGenerator<ReasoningEvent, void> {
  const contextSize = await readContextSize(endpoint, signal);
  const { model, baseUrl } = endpoint;
  const choices = { ...options, model, isLocal: isPrivate(baseUrl), instructions: '', concurrency: 1, contextSize };
  const { spec, opening } = beginRun(randomUUID(), question, [], choices);
  const key = learnedKey(endpoint.baseUrl, endpoint.model);
  const { log, ...others } = { ...usualMeans(), ...means };
  yield* reason(spec, [opening], {
    model: createChatModel({ ...endpoint, log }),
    ladder: createLadder({ store: endpoint.learned, key, stepFormat: 'auto', nowMs: Date.now }),
    strategies: STRATEGIES,
    signal,
    ...others,
  });
}
