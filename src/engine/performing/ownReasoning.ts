import type { ReasoningEvent } from '../events.ts';
import { type Node, type StepNode, stepsOf } from '../node.ts';
import { noticeOf } from '../notice.ts';
import type { Task } from './task.ts';

/** Tells once in a run, whatever the number of its chains, that the model reasons by itself: with the first step before which it did. */
export function* tellOfReasoning({ step }: StepNode, path: readonly Node[], { habits }: Pick<Task, 'habits'>): Iterable<ReasoningEvent> {
  if (!step.reasoning || habits.isReasoningTold) return;
  habits.isReasoningTold = true;
  if (!stepsOf(path).some(({ step: earlier }) => earlier.reasoning)) yield noticeOf('own-reasoning');
}
