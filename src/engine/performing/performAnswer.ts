import { composeAnswer } from '../compose.ts';
import { ModelError } from '../errors.ts';
import type { ReasoningEvent } from '../events.ts';
import { type AnswerNode, lastTold, type Node } from '../node.ts';
import { PROMPTS } from '../prompts/prompts.ts';
import { leavesRoomForReply, nextPromptTokens } from '../room.ts';
import type { AnswerAction } from '../strategy.ts';
import { type AnswerReply, readAnswer } from './answerReply.ts';
import { isOverflow, makeMoreRoom, makeRoom, type Room, tellOfCut } from './makeRoom.ts';
import type { Made, Task } from './task.ts';

/** How often an answer that the token limit cut is asked to go on. */
const MOST_CONTINUATIONS = 2;

/** Makes the answer; one that the token limit cuts becomes several nodes, each with the whole text so far. */
export async function* performAnswer(action: AnswerAction, path: readonly Node[], task: Task): AsyncGenerator<ReasoningEvent, Made> {
  const startedAt = task.clock.now();
  const begun = yield* makeRoom(action, path, task);
  const node = task.nextId();
  yield { type: 'answer-start', node, parent: lastTold(path) };
  const { reply, room } = yield* readBeginning(action, begun, task);
  let last = toNode({ id: node, parent: room.openings.at(-1)?.id ?? action.at, part: 0 }, action, reply, startedAt, task);
  const parts = [last];
  yield* tellOfCut([...room.path, last], task);
  while (isCut(last, [...room.path, ...parts], task) && parts.length <= MOST_CONTINUATIONS) {
    const more = yield* readContinuation(last, [...room.path, ...parts], task);
    if (!more) break;
    last = toNode({ id: task.nextId(), parent: last.id, part: parts.length }, action, more, startedAt, task);
    parts.push(last);
  }
  return { nodes: [...room.openings, ...parts], acceptance: { type: 'answer-end', ...last.answer } };
}

/** The token limit ended it, and there is room to go on. */
const isCut = ({ answer }: AnswerNode, path: readonly Node[], { spec }: Task): boolean =>
  answer.finishReason === 'length' && (spec.contextSize === undefined || leavesRoomForReply(nextPromptTokens(path), spec.contextSize));

/** What follows; nothing where the server has no room for it after all, for what there is of the answer is better than none. */
async function* readContinuation(
  last: AnswerNode,
  path: readonly Node[],
  task: Task,
): AsyncGenerator<ReasoningEvent, AnswerReply | undefined> {
  try {
    return yield* readAnswer(PROMPTS[task.spec.language].goOnWriting, last.answer.text, path, task);
  } catch (error) {
    if (task.signal.aborted || !(error instanceof ModelError) || error.kind !== 'context-overflow') throw error;
    return undefined;
  }
}

interface Beginning {
  readonly reply: AnswerReply;
  readonly room: Room;
}

/** Reads the answer, or its first part, from as much of the path as the model can see. */
async function* readBeginning(action: AnswerAction, begun: Room, task: Task): AsyncGenerator<ReasoningEvent, Beginning> {
  for (let room = begun; ; ) {
    try {
      const reply = yield* readAnswer(composeAnswer(room.path, action, task.spec.language), '', room.path, task);
      return { reply, room };
    } catch (error) {
      if (!isOverflow(error, room, task)) throw error;
      room = yield* makeMoreRoom(error, room, action, task);
      yield { type: 'answer-retry', attempt: room.refusals, delayMs: 0, reason: error.kind };
    }
  }
}

interface Place {
  readonly id: string;
  readonly parent: string;
  readonly part: number;
}

function toNode({ id, parent, part }: Place, action: AnswerAction, reply: AnswerReply, startedAt: number, task: Task): AnswerNode {
  const { user, written, text, usage, finishReason } = reply;
  return {
    id,
    parent,
    chain: action.chain,
    run: task.spec.id,
    slot: part === 0 ? action.slot : `${action.slot}/${part}`,
    kind: 'answer',
    why: action.why,
    turn: { user, assistant: written },
    answer: { text, durationMs: Math.round(task.clock.now() - startedAt), usage, ...(finishReason !== undefined && { finishReason }) },
  };
}
