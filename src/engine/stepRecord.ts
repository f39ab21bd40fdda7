import type { ReasoningEvent, StepRecord } from './events.ts';
import type { StepNode } from './node.ts';
import { writeStep } from './step.ts';

/** A step's node as the listener of a run gets it. */
export function toStepRecord({ id, step, turn, by }: StepNode): StepRecord {
  const { reasoning: _reasoning, ...shown } = step;
  const written = turn.assistant.slice(turn.goesOn);
  const raw = written === writeStep(step) ? {} : { raw: written };
  return { ...shown, node: id, ...raw, ...(by && { by }) };
}

/** What the listener of a run is told of a step that stands already; `parent` is the newest node above it that he has heard of. */
export function eventsOfStep(node: StepNode, parent: string): readonly ReasoningEvent[] {
  const { index, reasoning } = node.step;
  return [
    { type: 'step-start', index, node: node.id, parent },
    ...(reasoning ? [{ type: 'reasoning-delta', index, text: reasoning } as const] : []),
    { type: 'step-end', step: toStepRecord(node) },
  ];
}
