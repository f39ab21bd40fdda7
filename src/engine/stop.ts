import { condense } from './condense.ts';
import type { Node, StepNode } from './node.ts';
import { repetitionsIn } from './repetition.ts';
import { fitsBudget, fitsContext } from './room.ts';
import type { RunState } from './strategy.ts';

/** Why a run stopped thinking; each of them ends with an answer. */
export const STOP_REASONS = ['answered', 'step-limit', 'token-limit', 'time-limit', 'stalled', 'failed-steps', 'answer-now'] as const;
export type StopReason = (typeof STOP_REASONS)[number];

/** One chain of a run as the conditions see it. `slot` is the next step's. */
export interface ChainState {
  readonly state: RunState;
  readonly path: readonly Node[];
  readonly steps: readonly StepNode[];
  readonly slot: string;
}

/** Whether a chain should stop thinking now. */
export type StopCondition = (view: ChainState) => boolean;

/** The model has decided to answer, and has taken as many steps as were asked for. */
export const hasDecided: StopCondition = ({ state, steps }) => wantsToEnd(steps) && steps.length >= state.spec.limits.minSteps;
/** The reader wants the answer now. */
export const isWished: StopCondition = ({ state }) => state.wish === 'answer';
/** A healthy server gave no readable step, but there are some to answer from. */
export const hasFailed: StopCondition = ({ state, steps, slot }) => steps.length > 0 && state.failed.has(slot);
export const isAtStepLimit: StopCondition = ({ state, steps }) => steps.length >= state.spec.limits.maxSteps;
export const isOutOfTime: StopCondition = ({ state }) =>
  state.now.elapsedMs >= (state.spec.limits.maxSecondsPerRun ?? Number.POSITIVE_INFINITY) * 1000;
/** One more step goes beyond the budget, or beyond the context even if all that may be is left out. */
export const isOutOfRoom: StopCondition = ({ state, path, steps }) =>
  steps.length > 0 &&
  !(fitsBudget(state.spec, path, state.now.tokens) && (fitsContext(state.spec, path, 'step') || condense(path, state.spec, 'step')));

/** It has said the same again although it was asked not to. */
export const isStalled: StopCondition = ({ state, steps }) => repetitionsIn(steps, state.spec.id).length > 1;

/** The first that holds is the reason that the reader is told: a wish only where the run would have gone on without it. */
const CONDITIONS: readonly (readonly [StopReason, StopCondition])[] = [
  ['answered', hasDecided],
  ['failed-steps', hasFailed],
  ['step-limit', isAtStepLimit],
  ['time-limit', isOutOfTime],
  ['token-limit', isOutOfRoom],
  ['stalled', isStalled],
  ['answer-now', isWished],
];

/** Why this chain should stop thinking now, or `undefined` to go on. */
export const findStopReason = (view: ChainState): StopReason | undefined => CONDITIONS.find(([, holds]) => holds(view))?.[0];

/** The newest step says that the reasoning is complete. */
export const wantsToEnd = (steps: readonly StepNode[]): boolean => steps.at(-1)?.step.nextAction === 'final_answer';
