import type { StepRecord } from './events.ts';
import type { StepNode } from './node.ts';
import { writeStep } from './step.ts';

/** A step's node as the listener of a run gets it. */
export function toStepRecord({ id, step, turn }: StepNode): StepRecord {
  const { reasoning: _reasoning, ...shown } = step;
  const raw = turn.assistant === writeStep(step) ? {} : { raw: turn.assistant };
  return { ...shown, node: id, ...raw };
}
