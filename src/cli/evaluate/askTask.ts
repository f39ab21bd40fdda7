import { createHash } from 'node:crypto';
import { beginRun } from '../../engine/beginRun.ts';
import { isEnding } from '../../engine/events.ts';
import type { ChatRequest } from '../../engine/ports.ts';
import type { Deps } from '../../engine/reason.ts';
import { type EvaluationPlan, seedOf, type Task } from '../../evaluation/plan.ts';
import { rememberReplies } from '../../evaluation/replies.ts';
import type { ResultLine } from '../../evaluation/resultLine.ts';
import type { SuiteQuestion } from '../../evaluation/suite.ts';
import { Trace } from '../../evaluation/trace.ts';
import type { Endpoint } from '../../model/endpoint.ts';
import { runStrategy } from '../runStrategy.ts';
import { placeOf } from '../startRun.ts';
import type { UnfinishedTask } from './unfinished.ts';

/** A task with its question. */
export interface AskedTask {
  readonly task: Task;
  readonly question: SuiteQuestion;
}

/** What every task of an evaluation is asked with. */
export interface AskingParts {
  readonly plan: EvaluationPlan;
  readonly endpoint: Endpoint;
  /** In tokens, where it is known. */
  readonly contextSize?: number | undefined;
  /** Requests of one run at once. */
  readonly chainsAtOnce: number;
}

/** Asks a question by a strategy, and gives the line for it; `undefined` where it was stopped. What was answered before is not asked again. */
export async function askTask(
  { task, question }: AskedTask,
  unfinished: UnfinishedTask,
  { plan, endpoint, contextSize, chainsAtOnce }: AskingParts,
  deps: Deps,
): Promise<ResultLine | undefined> {
  const choices = { ...plan, ...placeOf(endpoint), strategy: task.strategy, concurrency: chainsAtOnce, contextSize };
  const { spec, opening } = beginRun(`task-${task.number}`, { instruction: question.question, excerpts: [] }, [], choices);
  const { stored, keep } = unfinished;
  const remembering = rememberReplies({ model: deps.model, clock: deps.clock, stored, keyOf: requestKey, keep });
  const trace = new Trace();
  for await (const event of runStrategy({ ...spec, seed: seedOf(plan, task) }, [opening], { ...deps, ...remembering })) trace.see(event);
  const { number, suite, strategy, sample } = task;
  const { events } = trace;
  if (events.findLast(isEnding)?.type === 'run-cancel') return undefined;
  return { task: number, suite, strategy, sample, question, events };
}

const KEY_DIGITS = 32;

/** Equal for requests that are equal to the letter. */
export const requestKey = (request: ChatRequest): string =>
  createHash('sha256').update(JSON.stringify(request)).digest('hex').slice(0, KEY_DIGITS);
