import { ModelError } from '../errors.ts';
import type { ReasoningEvent } from '../events.ts';
import { type Node, toMessages } from '../node.ts';
import { BlankCounter } from '../reading/blankCounter.ts';
import { type Parted, ThinkFilter } from '../reading/thinkFilter.ts';
import { retryReasonOf, withoutLongWait } from '../retry.ts';
import { capReply, roomForReply } from '../room.ts';
import { listen, nothingSaid, type ReplyEnd } from './listen.ts';
import type { Habits, Task } from './task.ts';

/** An empty answer is asked for once more, no oftener: a model that has nothing to say will not find it. */
const MOST_EMPTY = 2;

/** One reply on the way to the answer. */
export interface AnswerReply extends ReplyEnd {
  readonly user: string;
  /** This reply alone, as the model wrote it, without its own reasoning. */
  readonly written: string;
  /** The whole answer so far. */
  readonly text: string;
}

/** Reads one part of the answer, with as many attempts as can help; `before` is what earlier parts said. */
export async function* readAnswer(
  user: string,
  before: string,
  path: readonly Node[],
  task: Task,
): AsyncGenerator<ReasoningEvent, AnswerReply> {
  for (let attempt = 1; ; attempt++) {
    try {
      const reader = new AnswerReader(task.habits);
      const end = yield* listen(answerRequest(user, path, task), reader, task);
      yield* reader.end();
      const written = reader.accept(end);
      return { ...end, user, written, text: before + written };
    } catch (error) {
      yield* waitForNextTry(error, attempt, task);
      // A retry voids all that the answer has shown, earlier parts too.
      if (before) yield { type: 'answer-delta', text: before };
    }
  }
}

function answerRequest(user: string, path: readonly Node[], { spec }: Task): Parameters<typeof listen>[0] {
  const maxTokens = capReply(spec, path, spec.limits.maxTokensForAnswer);
  const roomTokens = roomForReply(spec, path);
  return { messages: toMessages(path, user), maxTokens, roomTokens, temperature: spec.limits.temperature, format: 'text' };
}

async function* waitForNextTry(error: unknown, attempt: number, task: Task): AsyncGenerator<ReasoningEvent, void> {
  if (task.signal.aborted || !(error instanceof ModelError)) throw error;
  const told = withoutLongWait(error);
  const delayMs = told.kind === 'malformed' && attempt >= MOST_EMPTY ? undefined : task.retry(told, attempt);
  if (delayMs === undefined) throw told;
  yield { type: 'answer-retry', attempt, delayMs, reason: retryReasonOf(told) };
  await task.clock.sleep(delayMs, task.signal);
}

/** Turns a reply into events while it arrives. */
class AnswerReader {
  private readonly filter: ThinkFilter;
  private readonly blanks = new BlankCounter();
  private written = '';
  private thought = 0;
  private hasThought = false;

  constructor({ thinksUnmarked }: Habits) {
    this.filter = new ThinkFilter({ expectsThought: thinksUnmarked });
  }

  text(text: string): Iterable<ReasoningEvent> {
    this.blanks.count(text);
    return this.show(this.filter.feed(text));
  }

  end(): Iterable<ReasoningEvent> {
    return this.show(this.filter.end());
  }

  *reasoning(text: string): Iterable<ReasoningEvent> {
    this.hasThought = true;
    yield { type: 'reasoning-delta', text };
  }

  thoughtLength(): number {
    return this.thought;
  }

  isStuck(): boolean {
    return this.blanks.isLoop();
  }

  /** The text, if there is any. Throws `malformed` for an empty reply and `network` for one that broke off. */
  accept(end: ReplyEnd): string {
    if (!this.written.trim()) throw nothingSaid(end, this.hasThought, 'empty-answer');
    if (end.finishReason === undefined) throw new ModelError('network', 'stream-broken');
    return this.written;
  }

  private *show({ visible, reasoning }: Parted): Iterable<ReasoningEvent> {
    this.written += visible;
    this.thought += reasoning.length;
    if (reasoning) yield* this.reasoning(reasoning);
    if (visible) yield { type: 'answer-delta', text: visible };
  }
}
