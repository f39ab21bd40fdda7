import type { ModelErrorKind } from './errors.ts';
import type { Limits } from './limits.ts';
import type { Failure } from './ports.ts';
import type { ExcerptPlace } from './question.ts';
import type { Purpose } from './run.ts';
import type { NextAction, Step } from './step.ts';
import type { StopReason } from './stop.ts';
import type { Usage } from './usage.ts';

/** Why an attempt is void and another one is made. */
export type RetryReason = ModelErrorKind | 'truncated';

export const NOTICE_CODES = [
  'format-fallback',
  'parameter-dropped',
  'excerpt-shortened',
  'context-condensed',
  'context-cut',
  'own-reasoning',
  'key-withheld',
] as const;
export type NoticeCode = (typeof NOTICE_CODES)[number];

/** A step as a listener gets it: `raw` is what the model wrote, present unless it is the object of the three fields alone. */
export interface StepRecord extends Omit<Step, 'reasoning'> {
  readonly node: string;
  readonly raw?: string;
  /** Absent for what the model wrote. */
  readonly by?: 'reader';
}

/**
 * Everything that a run can tell its listener: page, console program, stored session and test read the same.
 * Times are whole milliseconds. The last event is `run-end`, `run-cancel` or `run-error`, once.
 */
export type ReasoningEvent =
  | RunStart
  | ChainEvent
  | Tally
  | ValueOfNode
  | {
      readonly type: 'notice';
      readonly code: NoticeCode;
      readonly message: string;
      readonly facts?: Readonly<Record<string, string | number>>;
    }
  /** The reader threw this in; the next request carries it. */
  | { readonly type: 'remark'; readonly text: string }
  | RunEnd
  | RunCancel
  | RunError;

/** Which of several chains an event belongs to; absent for the first. */
interface OfChain {
  readonly chain?: number;
}

/** What is told of the steps and the answer of one chain. */
export type ChainEvent = OfChain &
  (
    | { readonly type: 'step-start'; readonly index: number; readonly node: string; readonly parent: string }
    | { readonly type: 'step-delta'; readonly index: number; readonly title?: string; readonly content?: string }
    | {
        readonly type: 'step-retry';
        readonly index: number;
        readonly attempt: number;
        readonly delayMs: number;
        readonly reason: RetryReason;
      }
    | { readonly type: 'step-end'; readonly step: StepRecord }
    | { readonly type: 'reasoning-delta'; readonly index?: number; readonly text: string }
    | { readonly type: 'answer-start'; readonly node: string; readonly parent: string }
    | { readonly type: 'answer-delta'; readonly text: string }
    | { readonly type: 'answer-retry'; readonly attempt: number; readonly delayMs: number; readonly reason: RetryReason }
    | {
        readonly type: 'answer-end';
        readonly text: string;
        readonly durationMs: number;
        readonly usage: Usage;
        readonly finishReason?: string;
      }
  );

/** Which chains came to the same answer, the most frequent first; takes the place of the tally before. */
export interface Tally {
  readonly type: 'tally';
  readonly answers: readonly { readonly text: string; readonly chains: readonly number[] }[];
  /** The answer is kept although a check came to another one. */
  readonly doubtful?: true;
}

/** How often a search has gone through a node, and the share of those ways, 0 to 1, that came to the answer that most agree on. */
export interface ValueOfNode {
  readonly type: 'value';
  readonly node: string;
  readonly visits: number;
  readonly value: number;
}

export interface RunStart {
  readonly type: 'run-start';
  readonly version: 1;
  readonly runId: string;
  readonly question: string;
  /** What the question is about; absent where it is about nothing in particular. */
  readonly excerpts?: readonly ExcerptPlace[];
  readonly model: string;
  /** The server is on this machine or in a private network: it takes no money. */
  readonly isLocal?: true;
  readonly strategy: string;
  readonly preset: string;
  readonly limits: Limits;
  /** The node that the run goes on from, if it is not a new question. */
  readonly from?: string;
  readonly purpose?: Purpose;
  /** Absent for the session's first branch. */
  readonly branch?: number;
}

/** What every ending tells of the whole run, over all requests sent, failed ones included. */
export interface RunTotals {
  readonly durationMs: number;
  readonly usage: Usage;
  readonly requests: number;
}
export interface RunEnd extends RunTotals {
  readonly type: 'run-end';
  readonly stopReason: StopReason;
  readonly answer: string;
  readonly answerNode: string;
}
export interface RunCancel extends RunTotals {
  readonly type: 'run-cancel';
  /** The reader paused it: nothing was cut off. */
  readonly paused?: true;
}
export interface RunError extends RunTotals, Failure {
  readonly type: 'run-error';
}
export type RunEnding = RunEnd | RunCancel | RunError;

/** The names of the events that belong to one chain. */
export const CHAIN_EVENT_TYPES: readonly ChainEvent['type'][] = [
  'step-start',
  'step-delta',
  'step-retry',
  'step-end',
  'reasoning-delta',
  'answer-start',
  'answer-delta',
  'answer-retry',
  'answer-end',
];
const CHAIN_EVENTS: ReadonlySet<string> = new Set(CHAIN_EVENT_TYPES);

/** Whether an event belongs to one chain of its run. */
export const isOfChain = (event: ReasoningEvent): event is ChainEvent => CHAIN_EVENTS.has(event.type);

/** The event with the chain that it belongs to; the first chain is not named. */
export const inChain = <E extends ReasoningEvent>(event: E, chain: number): E =>
  chain > 0 && isOfChain(event) ? { ...event, chain } : event;

/** Whether this is the last event of its run. */
export const isEnding = (event: ReasoningEvent): event is RunEnding =>
  event.type === 'run-end' || event.type === 'run-cancel' || event.type === 'run-error';

/** The decision words that a step may carry, in the wire's spelling. */
export const NEXT_ACTIONS: readonly NextAction[] = ['continue', 'final_answer'];
