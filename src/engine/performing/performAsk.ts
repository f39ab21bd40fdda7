import type { ReasoningEvent } from '../events.ts';
import { type Node, type NoteNode, openingOf } from '../node.ts';
import type { AskAction } from '../strategy.ts';
import { readAnswer } from './answerReply.ts';
import type { Made, Task } from './task.ts';

/** Puts a question of the program's own to the model, in a conversation of its own. Listeners hear of it only where something is wrong. */
export async function* performAsk(action: AskAction, path: readonly Node[], task: Task): AsyncGenerator<ReasoningEvent, Made> {
  const { established: _established, ...opening } = openingOf(path);
  const reply = yield* onlyNotices(readAnswer(action.prompt, '', [{ ...opening, history: [], lead: '' }], task));
  const { at: parent, chain, slot } = action;
  const note: NoteNode = { id: task.nextId(), parent, chain, run: task.spec.id, slot, kind: 'note', value: reply.written };
  return { nodes: [note] };
}

async function* onlyNotices<R>(events: AsyncGenerator<ReasoningEvent, R>): AsyncGenerator<ReasoningEvent, R> {
  for (;;) {
    const { done, value } = await events.next();
    if (done) return value;
    if (value.type === 'notice') yield value;
  }
}
