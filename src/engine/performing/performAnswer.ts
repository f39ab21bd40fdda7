import { composeAnswer } from '../compose.ts';
import type { ReasoningEvent } from '../events.ts';
import type { AnswerNode, Node } from '../node.ts';
import { PROMPTS } from '../prompts/prompts.ts';
import type { AnswerAction } from '../strategy.ts';
import { type AnswerReply, readAnswer } from './answerReply.ts';
import type { Made, Task } from './task.ts';

/** How often an answer that the token limit cut is asked to go on. */
const MOST_CONTINUATIONS = 2;

/** Makes the answer; one that the token limit cuts becomes several nodes, each with the whole text so far. */
export async function* performAnswer(action: AnswerAction, path: readonly Node[], task: Task): AsyncGenerator<ReasoningEvent, Made> {
  const startedAt = task.clock.now();
  const node = task.nextId();
  yield { type: 'answer-start', node, parent: action.at };
  const reply = yield* readAnswer(composeAnswer(path, action, task.spec.language), '', path, task);
  let last = toNode({ id: node, parent: action.at, part: 0 }, action, reply, startedAt, task);
  const nodes = [last];
  while (last.answer.finishReason === 'length' && nodes.length <= MOST_CONTINUATIONS) {
    const more = yield* readAnswer(PROMPTS[task.spec.language].goOnWriting, last.answer.text, [...path, ...nodes], task);
    last = toNode({ id: task.nextId(), parent: last.id, part: nodes.length }, action, more, startedAt, task);
    nodes.push(last);
  }
  return { nodes, acceptance: { type: 'answer-end', ...last.answer } };
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
