import type { ReasoningEvent } from '../events.ts';
import { lastTold, type Node, type StepNode, stepsOf } from '../node.ts';
import { toStepRecord } from '../stepRecord.ts';
import type { StepAction } from '../strategy.ts';
import { isOverflow, makeMoreRoom, makeRoom, type Room, tellOfCut } from './makeRoom.ts';
import { tellOfReasoning } from './ownReasoning.ts';
import { type Attempt, afterFailure, firstAttempt, retryEvent, settle, withMoreRoom } from './stepAttempt.ts';
import { type Progress, readStepReply, type StepReply } from './stepReply.ts';
import type { Made, Task } from './task.ts';

/** Makes one step, from its first request to its acceptance. Throws what no further attempt can mend. */
export async function* performStep(action: StepAction, path: readonly Node[], task: Task): AsyncGenerator<ReasoningEvent, Made> {
  let room = yield* makeRoom(action, path, task);
  const node = task.nextId();
  const progress: Progress = { index: stepsOf(path).length, startedAt: task.clock.now(), firstWordAt: undefined };
  yield { type: 'step-start', index: progress.index, node, parent: lastTold(path) };
  for (let attempt = firstAttempt(task); ; ) {
    try {
      const reply = yield* readStepReply(action, room.path, attempt, progress, task);
      const wider = reply.finishReason === 'length' ? withMoreRoom(attempt, room.path, task) : undefined;
      if (!wider) return yield* accept(toNode(node, action, reply, attempt, { ...progress, room }, task), attempt, room, task);
      yield retryEvent(progress.index, attempt, 0, 'truncated');
      attempt = wider;
    } catch (error) {
      if (isOverflow(error, room, task)) {
        room = yield* makeMoreRoom(error, room, action, task);
        yield retryEvent(progress.index, attempt, 0, error.kind);
        attempt = { ...attempt, number: attempt.number + 1 };
      } else attempt = yield* afterFailure(error, attempt, progress.index, task);
    }
  }
}

async function* accept(made: StepNode, attempt: Attempt, room: Room, task: Task): AsyncGenerator<ReasoningEvent, Made> {
  yield* settle(attempt, task);
  yield* tellOfReasoning(made, room.path, task);
  yield* tellOfCut([...room.path, made], task);
  return { nodes: [...room.openings, made], acceptance: { type: 'step-end', step: toStepRecord(made) } };
}

type Placed = Progress & { readonly room: Room };

function toNode(id: string, action: StepAction, reply: StepReply, attempt: Attempt, progress: Placed, task: Task): StepNode {
  const { title, content, nextAction, written, repaired } = reply.step;
  const { startedAt, firstWordAt } = progress;
  return {
    id,
    parent: progress.room.openings.at(-1)?.id ?? action.at,
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
