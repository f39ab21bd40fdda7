import { ModelError } from '../errors.ts';
import type { ReasoningEvent } from '../events.ts';
import { lastTold, type Node, type OpeningNode, type StepNode, stepsOf } from '../node.ts';
import { BlankCounter } from '../reading/blankCounter.ts';
import { StepReader } from '../reading/stepReader.ts';
import { type StepPiece, StepSplitter } from '../reading/stepSplitter.ts';
import { type Parted, ThinkFilter } from '../reading/thinkFilter.ts';
import { toStepRecord } from '../stepRecord.ts';
import type { StepAction } from '../strategy.ts';
import { nothingSaid, type ReplyEnd, type ReplyReader } from './listen.ts';
import { tellOfReasoning } from './ownReasoning.ts';
import type { Attempt } from './stepAttempt.ts';
import type { Accepted, Task } from './task.ts';

/** A step that has begun; a further attempt at it goes on under the same name. */
export interface OpenStep {
  readonly node: string;
  readonly startedAt: number;
}

/** What a reply that holds several steps is read for. */
export interface Pass {
  readonly before: readonly Node[];
  readonly user: string;
  readonly action: StepAction;
  /** Made before the reply, not kept yet. */
  readonly openings: readonly OpeningNode[];
  readonly attempt: Attempt;
  readonly open: OpenStep | undefined;
}

type Heard = ReasoningEvent | Accepted;

/** Turns a reply that holds several steps into events and accepted steps while it arrives. */
export class PassReader implements ReplyReader<Heard> {
  readonly made: StepNode[] = [];
  open: OpenStep | undefined;
  private readonly pass: Pass;
  private readonly task: Task;
  private readonly filter: ThinkFilter;
  private readonly splitter = new StepSplitter();
  private readonly blanks = new BlankCounter();
  private step = new StepReader();
  private firstWordAt: number | undefined;
  private written = '';
  private writtenBefore = 0;
  private thought = '';
  private thoughtInText = 0;

  constructor(pass: Pass, task: Task) {
    this.pass = pass;
    this.task = task;
    this.open = pass.open;
    this.filter = new ThinkFilter({ expectsThought: task.habits.thinksUnmarked });
  }

  /** 0-based within its question: of the step that is open, or comes next. */
  get index(): number {
    return stepsOf(this.pass.before).length + this.made.length;
  }

  /** The step that is read now begins, if it has not. */
  *begin(): Iterable<ReasoningEvent> {
    if (this.open) return;
    this.open = { node: this.task.nextId(), startedAt: this.task.clock.now() };
    yield { type: 'step-start', index: this.index, node: this.open.node, parent: lastTold([...this.pass.before, ...this.made]) };
  }

  text(text: string): Iterable<Heard> {
    this.blanks.count(text);
    return this.read(this.filter.feed(text));
  }

  *reasoning(text: string): Iterable<ReasoningEvent> {
    yield* this.begin();
    this.thought += text;
    yield { type: 'reasoning-delta', index: this.index, text };
  }

  thoughtLength(): number {
    return this.thoughtInText;
  }

  /** Nothing more is wanted, or nothing more will come. */
  isStuck(): boolean {
    return this.made.length >= (this.pass.action.several?.most ?? 1) || this.step.isStuck() || this.blanks.isLoop();
  }

  /** The model has said that its reasoning is complete, and nothing after it. */
  hasEnded(): boolean {
    return this.open === undefined && this.made.at(-1)?.step.nextAction === 'final_answer';
  }

  /** Whether the token limit cut a step that is worth another request: there are others before it. */
  isCut({ finishReason }: ReplyEnd): boolean {
    return finishReason === 'length' && this.made.length > 0 && this.open !== undefined;
  }

  /** The reply is over: accepts what is left of it. Throws `malformed` for one that says nothing and `network` for one that broke off. */
  *end(end: ReplyEnd): Iterable<Heard> {
    yield* this.read(this.filter.end());
    for (const piece of this.splitter.end()) yield* this.readPiece(piece);
    const isOpen = this.written.slice(this.writtenBefore).trim() !== '';
    if (isOpen) yield* this.show(this.step.end());
    if (this.made.length === 0 && (!isOpen || this.step.isEmpty())) throw nothingSaid(end, this.thought !== '', 'unreadable-step');
    if (isOpen && end.finishReason === undefined) throw new ModelError('network', 'stream-broken');
    if (isOpen && !this.isCut(end) && !this.step.isEmpty()) yield* this.accept(end);
  }

  private *read({ visible, reasoning }: Parted): Iterable<Heard> {
    this.thoughtInText += reasoning.length;
    if (reasoning) yield* this.reasoning(reasoning);
    for (const piece of this.splitter.feed(visible)) {
      if (this.isStuck()) return;
      yield* this.readPiece(piece);
    }
  }

  private *readPiece({ text, ends }: StepPiece): Iterable<Heard> {
    this.written += text;
    if (text.trim()) yield* this.begin();
    yield* this.show(this.step.feed(text));
    if (!ends) return;
    yield* this.show(this.step.end());
    if (!this.step.isEmpty()) yield* this.accept({ usage: {} });
  }

  private *show({ title, content }: ReturnType<StepReader['feed']>): Iterable<ReasoningEvent> {
    if (!title && !content) return;
    this.firstWordAt ??= this.task.clock.now();
    yield { type: 'step-delta', index: this.index, ...(title && { title }), ...(content && { content }) };
  }

  private *accept(end: ReplyEnd): Iterable<Heard> {
    yield* this.begin();
    if (this.made.length === 0) for (const accepted of this.pass.openings) yield { accepted };
    const node = this.toNode(end);
    this.made.push(node);
    this.step = new StepReader();
    this.open = undefined;
    this.firstWordAt = undefined;
    this.thought = '';
    this.writtenBefore = this.written.length;
    yield* tellOfReasoning(node, this.pass.before, this.task);
    yield { accepted: node, event: { type: 'step-end', step: toStepRecord(node) } };
  }

  private toNode({ usage, finishReason }: ReplyEnd): StepNode {
    const { action, user, openings, attempt } = this.pass;
    const { title, content, nextAction, repaired } = this.step.result();
    const { node = '', startedAt = 0 } = this.open ?? {};
    const isFirst = this.made.length === 0;
    return {
      id: node,
      parent: this.made.at(-1)?.id ?? openings.at(-1)?.id ?? this.pass.before.at(-1)?.id ?? action.at,
      chain: action.chain,
      run: this.task.spec.id,
      slot: `${action.chain}/step/${this.index}`,
      kind: 'step',
      turn: { user, assistant: this.written, ...(!isFirst && { goesOn: this.writtenBefore }) },
      step: {
        index: this.index,
        title,
        content,
        nextAction,
        durationMs: Math.round(this.task.clock.now() - startedAt),
        ...(this.firstWordAt !== undefined && { firstWordMs: Math.round(this.firstWordAt - startedAt) }),
        attempts: isFirst ? attempt.number : 0,
        usage,
        ...(finishReason !== undefined && { finishReason }),
        repaired,
        ...(this.thought && { reasoning: this.thought }),
      },
    };
  }
}
