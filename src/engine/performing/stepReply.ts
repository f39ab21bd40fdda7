import { composeStep } from '../compose.ts';
import { ModelError } from '../errors.ts';
import type { ReasoningEvent } from '../events.ts';
import { type Node, toMessages } from '../node.ts';
import { type ReadStep, StepReader } from '../reading/stepReader.ts';
import { capReply, roomForReply } from '../room.ts';
import type { StepAction } from '../strategy.ts';
import { listen, nothingSaid, type ReplyEnd } from './listen.ts';
import type { Attempt } from './stepAttempt.ts';
import type { Task } from './task.ts';

/** A readable reply. */
export interface StepReply extends ReplyEnd {
  readonly step: ReadStep;
  readonly user: string;
  readonly reasoning: string;
}

/** What is known of the step while its attempts go on. */
export interface Progress {
  readonly index: number;
  readonly startedAt: number;
  firstWordAt: number | undefined;
}

/** Sends one request for a step and reads the reply. Throws `ModelError` where it is none. */
export async function* readStepReply(
  action: StepAction,
  path: readonly Node[],
  attempt: Attempt,
  progress: Progress,
  task: Task,
): AsyncGenerator<ReasoningEvent, StepReply> {
  const user = composeStep(path, action, attempt.rung, task.spec.language);
  const request = {
    messages: toMessages(path, user),
    maxTokens: capReply(task.spec, path, attempt.maxTokens),
    roomTokens: roomForReply(task.spec, path),
    temperature: task.spec.limits.temperature,
    format: attempt.rung,
  };
  const draft = new DraftOfStep(progress, task);
  const end = yield* listen(request, draft, task);
  yield* draft.end();
  return { ...end, user, ...draft.accept(end) };
}

/** Turns a reply into events while it arrives. */
class DraftOfStep {
  private readonly reader: StepReader;
  private readonly progress: Progress;
  private readonly task: Task;
  private thought = '';
  private thoughtInText = 0;

  constructor(progress: Progress, task: Task) {
    this.progress = progress;
    this.task = task;
    this.reader = new StepReader({ expectsThought: task.habits.thinksUnmarked });
  }

  text(text: string): Iterable<ReasoningEvent> {
    return this.show(this.reader.feed(text));
  }

  end(): Iterable<ReasoningEvent> {
    return this.show(this.reader.end());
  }

  *reasoning(text: string): Iterable<ReasoningEvent> {
    this.thought += text;
    yield { type: 'reasoning-delta', index: this.progress.index, text };
  }

  thoughtLength(): number {
    return this.thoughtInText;
  }

  isStuck(): boolean {
    return this.reader.isStuck();
  }

  /** The step, if the reply is one. Throws `malformed` for a reply that says nothing and `network` for one that broke off. */
  accept(end: ReplyEnd): { readonly step: ReadStep; readonly reasoning: string } {
    const step = this.reader.result();
    if (this.reader.isEmpty() || (this.isStuck() && !step.content)) throw nothingSaid(end, this.thought !== '', 'unreadable-step');
    if (end.finishReason === undefined && step.repaired) throw new ModelError('network', 'stream-broken');
    this.task.habits.thinksUnmarked ||= this.reader.hasThoughtUnmarked();
    return { step, reasoning: this.thought };
  }

  private *show({ title, content, reasoning }: ReturnType<StepReader['feed']>): Iterable<ReasoningEvent> {
    this.thoughtInText += reasoning?.length ?? 0;
    if (reasoning) yield* this.reasoning(reasoning);
    if (!title && !content) return;
    this.progress.firstWordAt ??= this.task.clock.now();
    yield { type: 'step-delta', index: this.progress.index, ...(title && { title }), ...(content && { content }) };
  }
}
