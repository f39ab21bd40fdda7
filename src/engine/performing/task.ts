import type { ReasoningEvent } from '../events.ts';
import type { Node } from '../node.ts';
import type { ChatModel, Clock, Ladder, RetryPolicy, Rung } from '../ports.ts';
import type { RunSpec } from '../run.ts';
import type { ContextGauge } from './contextGauge.ts';
import type { Meter } from './meter.ts';

/** Ways of a model that this run has seen. */
export interface Habits {
  /** It reasons before it writes, and marks only the end of that. */
  thinksUnmarked: boolean;
  /** The reader knows that it reasons by itself. */
  isReasoningTold: boolean;
}

/** What one action needs while it is carried out. */
export interface Task {
  /** With the context size as far as it is known by now. */
  readonly spec: RunSpec;
  readonly model: ChatModel;
  readonly ladder: Ladder;
  readonly retry: RetryPolicy;
  readonly clock: Clock;
  /** Aborted when the run is stopped and when the strategy no longer wants the action. */
  readonly signal: AbortSignal;
  /** Of the whole run. */
  readonly meter: Meter;
  /** Of the whole run. */
  readonly gauge: ContextGauge;
  /** How often in this run a rung has brought nothing readable. */
  readonly unreadable: Map<Rung, number>;
  /** What this run has seen of the model's ways. */
  readonly habits: Habits;
  /** Gives the id of a node that is about to be made. */
  readonly nextId: () => string;
}

/** A part of what an action makes that stands already: to be kept, and then to be told, where it is to be told. */
export interface Accepted {
  readonly accepted: Node;
  readonly event?: ReasoningEvent;
}

/** What an action made. */
export interface Made {
  readonly nodes: readonly Node[];
  /** Tells that it is accepted; to be said once all of it is kept, so that nothing told is ever lost. Absent where nobody is to hear of it. */
  readonly acceptance?: ReasoningEvent;
}
