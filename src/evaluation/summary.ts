import type { StopReason } from '../engine/stop.ts';
import type { EvaluationPlan } from './plan.ts';
import type { Interval } from './statistics/wilson.ts';

/** What an answer is worth; `failed` is one that never came. */
export type Verdict = 'right' | 'wrong' | 'failed';

/** A share of so many, with its 95 % Wilson interval; all between 0 and 1. */
export interface Share {
  readonly of: number;
  readonly right: number;
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** A strategy beside the plain answer, question by question. */
export interface Comparison {
  /** Questions that both were asked, each sample by itself. */
  readonly pairs: number;
  /** Wrong without the strategy, right with it. */
  readonly helpful: number;
  /** Right without the strategy, wrong with it. */
  readonly harmful: number;
  /** The exact two-sided p of McNemar's test. */
  readonly p: number;
  /** The smallest difference of accuracies that would have been seen with a chance of 80 %; a share of 1. Absent where there are too few pairs for any. */
  readonly smallestDifference?: number;
}

/** What a question took in the mean; absent where nothing was asked or no server said. */
export interface PerQuestion {
  readonly steps?: number;
  readonly requests?: number;
  readonly seconds?: number;
  readonly promptTokens?: number;
  readonly cachedTokens?: number;
  readonly completionTokens?: number;
  /** Absent where the model has no price, or the server takes no money. */
  readonly dollars?: number;
}

/** One strategy on one suite, or on all of them. */
export interface CellSummary {
  /** Absent for all suites together. */
  readonly suite?: string;
  readonly strategy: string;
  readonly accuracy: Share;
  /** Questions that failed on the way. They are in no other number here, and are asked again when the evaluation goes on. */
  readonly failed: number;
  /** Absent for the baseline, and where that was not asked. */
  readonly againstDirect?: Comparison;
  readonly perQuestion: PerQuestion;
  /** The 95 % intervals of these means; absent for fewer than two questions. */
  readonly perQuestionIntervals: Readonly<Partial<Record<keyof PerQuestion, Interval>>>;
  /** Of the steps, those that were not as asked for and had to be read with care. */
  readonly repairRate: number;
  /** Attempts for a step that came to nothing, for each step that was accepted. */
  readonly retriesPerStep: number;
  /** Runs in which a step had to be asked for in another form. */
  readonly formatFallbacks: number;
  readonly stopReasons: Readonly<Partial<Record<StopReason | 'failed', number>>>;
  /** The mean time of the first, the second, … step; whole milliseconds. */
  readonly msOfStep: readonly number[];
  /** Where several chains voted: how often the answer was right when so many of them agreed. */
  readonly agreement: readonly { readonly agreeing: number; readonly chains: number; readonly accuracy: Share }[];
}

/** What an evaluation came to. */
export interface EvaluationSummary {
  readonly plan: EvaluationPlan;
  /** Tasks with an answer, and those of the plan, or of its shard where it has one. */
  readonly answered: number;
  readonly tasks: number;
  /** As of when the built-in prices were true, where any was used. */
  readonly pricesAsOf?: string;
  /** Each strategy on all suites. */
  readonly strategies: readonly CellSummary[];
  /** Each strategy on each suite. */
  readonly suites: readonly CellSummary[];
}
