import { type Node, stepsOf } from '../node.ts';
import { repetitionsIn } from '../repetition.ts';
import { findStopReason, wantsToEnd } from '../stop.ts';
import type { AnswerAction, Decision, RunState, StepAction, Strategy } from '../strategy.ts';

/** How often a model that wants to end too early is asked for a check by another method, before it is only asked to go on. */
const MOST_CHECKS = 2;

/** Where a chain stands, if it is not simply at its newest node; `slot` names its next step. */
export interface ChainPlace {
  readonly path?: readonly Node[];
  readonly slot?: string;
}

/** What one chain of steps wants now. */
export function nextInChain(state: RunState, chain: number, place: ChainPlace = {}): ChainDecision {
  const { path = state.path(chain) } = place;
  const last = path.at(-1);
  if (!last) throw new Error('A chain begins at a node.');
  if (last.kind === 'answer' && last.run === state.spec.id) return { stop: last.why, answer: last.id };
  const steps = stepsOf(path);
  const to = { at: last.id, chain };
  const { slot = `${chain}/step/${steps.length}` } = place;
  const why = findStopReason({ state, path, steps, slot });
  if (why) return { actions: [{ ...to, do: 'answer', slot: `${chain}/answer/${steps.length}`, why, plain: false }] };
  const checks = steps.slice(0, -1).filter(({ step }) => step.nextAction === 'final_answer').length;
  const wantsCheck = isAfterAnswer(path) || (wantsToEnd(steps) && checks < MOST_CHECKS);
  const isRepetition = repetitionsIn(steps, state.spec.id).at(-1)?.id === last.id;
  return { actions: [{ ...to, do: 'step', slot, checkAnotherWay: wantsCheck, doNotRepeat: isRepetition }] };
}

/** What a chain wants next is one thing. */
export type ChainDecision = Extract<Decision, { readonly stop: unknown }> | { readonly actions: readonly [StepAction | AnswerAction] };

/** Whoever thinks on after an answer wants it looked at in another way. */
const isAfterAnswer = (path: readonly Node[]): boolean => path.findLast(node => 'turn' in node)?.kind === 'answer';

/** One step after the other until it is time to answer. */
export const chain: Strategy = { name: 'chain', next: state => nextInChain(state, 0) };
