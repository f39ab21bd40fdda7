import type { Tally, ValueOfNode } from './events.ts';
import type { Node } from './node.ts';
import type { RunSpec } from './run.ts';
import type { StopReason } from './stop.ts';

/**
 * What to do next; `slot` names the node to be made, once in a run, so that asking twice does no harm.
 * `temperature`: where it is not to be the run's own.
 */
export type Action = { readonly slot: string; readonly at: string; readonly chain: number; readonly temperature?: number } & (
  | {
      readonly do: 'step';
      readonly checkAnotherWay: boolean;
      /** The step before says what was said already. */
      readonly doNotRepeat?: boolean;
      /** What the model is told before it begins, beside the question. */
      readonly hint?: string;
      /** So many steps are asked for in one reply; absent for one. */
      readonly several?: { readonly least: number; readonly most: number };
    }
  /** `plain`: the question alone is sent, without the words that ask for an answer from steps. */
  | { readonly do: 'answer'; readonly why: StopReason; readonly plain: boolean }
  /** A question of the program's own, in a conversation of its own; what the model says becomes a note. */
  | { readonly do: 'ask'; readonly prompt: string }
);
export type StepAction = Extract<Action, { do: 'step' }>;
export type AnswerAction = Extract<Action, { do: 'answer' }>;
export type AskAction = Extract<Action, { do: 'ask' }>;

/** All that a strategy may know when it says what is wanted now. */
export interface RunState {
  readonly spec: RunSpec;
  /** Slot → node, this run's own. */
  readonly made: ReadonlyMap<string, Node>;
  /** Slots where a healthy server gave nothing readable. */
  readonly failed: ReadonlySet<string>;
  readonly wish: 'answer' | undefined;
  readonly now: { readonly elapsedMs: number; readonly tokens: number };
  /** The node that every chain begins at: where the run goes on from, or the step there in the reader's words. */
  readonly start: string;
  /** From the opening to this chain's newest node. */
  path(chain: number): readonly Node[];
  /** From the opening to the node `id`. */
  pathTo(id: string): readonly Node[];
}

/** What listeners are to know of how a strategy sees things now. */
export type Finding = Tally | ValueOfNode;

/** What is wanted now, or the end: the node whose answer counts. Wanted actions begin in their order, as many at once as the run allows. */
export type Decision = ({ readonly actions: readonly Action[] } | { readonly stop: StopReason; readonly answer: string }) & {
  readonly findings?: readonly Finding[];
};

/** Pure and quick; called again after every new node, failure or wish. Everything it knows is in the state. */
export interface Strategy {
  readonly name: string;
  next(state: RunState): Decision;
}
