import type { ReasoningEvent } from '../events.ts';
import { type Node, type StepNode, stepsOf } from '../node.ts';
import { toStepRecord } from '../stepRecord.ts';
import type { StepAction } from '../strategy.ts';
import { type Attempt, afterFailure, firstAttempt, hasMoreRoom, retryEvent, settle, withMoreRoom } from './stepAttempt.ts';
import { type Progress, readStepReply, type StepReply } from './stepReply.ts';
import type { Made, Task } from './task.ts';

/** Makes one step, from its first request to its acceptance. Throws what no further attempt can mend. */
export async function* performStep(action: StepAction, path: readonly Node[], task: Task): AsyncGenerator<ReasoningEvent, Made> {
  const node = task.nextId();
  const progress: Progress = { index: stepsOf(path).length, startedAt: task.clock.now(), firstWordAt: undefined };
  yield { type: 'step-start', index: progress.index, node, parent: action.at };
  for (let attempt = firstAttempt(task); ; ) {
    try {
      const reply = yield* readStepReply(action, path, attempt, progress, task);
      if (reply.finishReason !== 'length' || hasMoreRoom(attempt, task)) {
        yield* settle(attempt, task);
        const made = toNode(node, action, reply, attempt, progress, task);
        return { nodes: [made], acceptance: { type: 'step-end', step: toStepRecord(made) } };
      }
      yield retryEvent(progress.index, attempt, 0, 'truncated');
      attempt = withMoreRoom(attempt);
    } catch (error) {
      attempt = yield* afterFailure(error, attempt, progress.index, task);
    }
  }
}

function toNode(id: string, action: StepAction, reply: StepReply, attempt: Attempt, progress: Progress, task: Task): StepNode {
  const { title, content, nextAction, written, repaired } = reply.step;
  const { startedAt, firstWordAt } = progress;
  return {
    id,
    parent: action.at,
    chain: action.chain,
    run: task.spec.id,
    slot: action.slot,
    kind: 'step',
    turn: { user: reply.user, assistant: written },
    step: {
      index: progress.index,
      title,
      content,
      nextAction,
      durationMs: Math.round(task.clock.now() - startedAt),
      ...(firstWordAt !== undefined && { firstWordMs: Math.round(firstWordAt - startedAt) }),
      attempts: attempt.number,
      usage: reply.usage,
      ...(reply.finishReason !== undefined && { finishReason: reply.finishReason }),
      repaired,
      ...(reply.reasoning && { reasoning: reply.reasoning }),
    },
  };
}
