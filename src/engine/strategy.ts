import type { Node } from './node.ts';
import type { RunSpec } from './run.ts';
import type { StopReason } from './stop.ts';

/** What to do next; `slot` names the node to be made, once in a run, so that asking twice does no harm. */
export type Action = {
  readonly slot: string;
  readonly at: string;
  readonly chain: number;
} /** `doNotRepeat`: the step before says what was said already. */ & (
  | { readonly do: 'step'; readonly checkAnotherWay: boolean; readonly doNotRepeat?: boolean }
  /** `plain`: the question alone is sent, without the words that ask for an answer from steps. */
  | { readonly do: 'answer'; readonly why: StopReason; readonly plain: boolean }
);
export type StepAction = Extract<Action, { do: 'step' }>;
export type AnswerAction = Extract<Action, { do: 'answer' }>;

/** All that a strategy may know when it says what is wanted now. */
export interface RunState {
  readonly spec: RunSpec;
  /** Slot → node, this run's own. */
  readonly made: ReadonlyMap<string, Node>;
  /** Slots where a healthy server gave nothing readable. */
  readonly failed: ReadonlySet<string>;
  readonly wish: 'answer' | undefined;
  readonly now: { readonly elapsedMs: number; readonly tokens: number };
  /** From the opening to this chain's newest node. */
  path(chain: number): readonly Node[];
}

/** What is wanted now, or the end: the node whose answer counts. */
export type Decision = { readonly actions: readonly Action[] } | { readonly stop: StopReason; readonly answer: string };

/** Pure and quick; called again after every new node, failure or wish. Everything it knows is in the state. */
export interface Strategy {
  readonly name: string;
  next(state: RunState): Decision;
}
