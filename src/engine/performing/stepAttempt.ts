import { ModelError } from '../errors.ts';
import type { ReasoningEvent, RetryReason } from '../events.ts';
import type { Node } from '../node.ts';
import { noticeOf } from '../notice.ts';
import { RUNGS, type Rung } from '../ports.ts';
import { retryReasonOf, withoutLongWait } from '../retry.ts';
import { capReply } from '../room.ts';
import type { Task } from './task.ts';

/** How the next attempt is made. */
export interface Attempt {
  readonly rung: Rung;
  readonly maxTokens: number;
  /** Counts every attempt that showed or could have shown something. */
  readonly number: number;
  /** Counts those that failed by the server's or the model's fault. */
  readonly tries: number;
}

/** The attempt that a step begins with. */
export const firstAttempt = ({ ladder, spec }: Task): Attempt => ({
  rung: ladder.start(),
  maxTokens: spec.limits.maxTokensPerStep,
  number: 1,
  tries: 1,
});

/** The same once more with twice the room: the token limit cut the step. Only once, and where the context has more room. */
export function withMoreRoom(attempt: Attempt, path: readonly Node[], { spec }: Task): Attempt | undefined {
  const maxTokens = attempt.maxTokens * 2;
  const hasHadMore = attempt.maxTokens > spec.limits.maxTokensPerStep;
  if (hasHadMore || capReply(spec, path, maxTokens) <= capReply(spec, path, attempt.maxTokens)) return undefined;
  return { ...attempt, maxTokens, number: attempt.number + 1 };
}

/** The next attempt, after the wait that it needs; throws where none can help. */
export async function* afterFailure(error: unknown, attempt: Attempt, index: number, task: Task): AsyncGenerator<ReasoningEvent, Attempt> {
  if (task.signal.aborted || !(error instanceof ModelError)) throw error;
  const below = task.ladder.below(attempt.rung);
  if (below && isFormatRefusal(error, attempt.rung)) return { ...attempt, rung: below };
  const told = withoutLongWait(error);
  const delayMs = task.retry(told, attempt.tries);
  if (delayMs === undefined) throw told;
  yield retryEvent(index, attempt, delayMs, retryReasonOf(told));
  await task.clock.sleep(delayMs, task.signal);
  const next = { ...attempt, number: attempt.number + 1, tries: attempt.tries + 1 };
  if (told.reason === 'only-reasoning') return { ...next, maxTokens: roomBesideReasoning(attempt) };
  return told.kind === 'malformed' ? { ...next, rung: afterUnreadable(attempt.rung, task) } : next;
}

/** The first time, the adapter has just learned to add the allowance. */
const roomBesideReasoning = ({ maxTokens, tries }: Attempt): number => (tries === 1 ? maxTokens : maxTokens * 2);

/** A 400 or 422 to a request with a response format that names no other cause. */
export function isFormatRefusal({ kind, reason, facts }: ModelError, rung: Rung): boolean {
  return rung !== 'text' && kind === 'bad-request' && reason === 'bad-request' && (facts['status'] === 400 || facts['status'] === 422);
}

/** A rung that twice in a run brought nothing readable is left. */
function afterUnreadable(rung: Rung, task: Task): Rung {
  const times = (task.unreadable.get(rung) ?? 0) + 1;
  task.unreadable.set(rung, times);
  return (times >= 2 ? task.ladder.below(rung) : undefined) ?? rung;
}

/** Remembers a rung that worked where the one above did not, and tells the reader once. */
export function* settle({ rung }: Attempt, { ladder }: Task): Iterable<ReasoningEvent> {
  if (RUNGS.indexOf(rung) <= RUNGS.indexOf(ladder.start())) return;
  ladder.settle(rung);
  yield noticeOf('format-fallback', { rung });
}

/** What the attempt had shown of the step is void. */
export function retryEvent(index: number, { number }: Pick<Attempt, 'number'>, delayMs: number, reason: RetryReason): ReasoningEvent {
  return { type: 'step-retry', index, attempt: number, delayMs, reason };
}
