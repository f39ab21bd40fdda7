import { type Condensed, condense } from '../condense.ts';
import { type Cut, findCut } from '../counting.ts';
import { ModelError } from '../errors.ts';
import type { ReasoningEvent } from '../events.ts';
import type { Node, OpeningNode } from '../node.ts';
import { noticeOf } from '../notice.ts';
import { fitsContext, nextPromptTokens } from '../room.ts';
import type { AnswerAction, StepAction } from '../strategy.ts';
import type { Task } from './task.ts';

/** The path that an action goes on from, with the openings that had to be made because it grew too long. */
export interface Room {
  readonly path: readonly Node[];
  readonly openings: readonly OpeningNode[];
  /** How often a request of this action was refused for its length. */
  readonly refusals: number;
}

type Action = StepAction | AnswerAction;

/** Each refusal teaches something of the context; what three have not taught, a fourth will not. */
const MOST_REFUSALS = 3;

/** Condenses the path where it is foreseen that the next request would not fit. */
export async function* makeRoom(action: Action, path: readonly Node[], task: Task): AsyncGenerator<ReasoningEvent, Room> {
  const room: Room = { path, openings: [], refusals: 0 };
  if (fitsContext(task.spec, path, action.do)) return room;
  const condensed = condense(path, task.spec, action.do);
  return condensed ? yield* open(condensed, room, action, task) : room;
}

/** Whether the server has refused the request for its length, and something may be done about it. */
export const isOverflow = (error: unknown, room: Room, task: Task): error is ModelError =>
  !task.signal.aborted && error instanceof ModelError && error.kind === 'context-overflow' && room.refusals < MOST_REFUSALS;

/** What to send instead: the same with a shorter reply, or less. Throws the error where nothing can be left out. */
export async function* makeMoreRoom(error: ModelError, room: Room, action: Action, task: Task): AsyncGenerator<ReasoningEvent, Room> {
  const tried = { ...room, refusals: room.refusals + 1 };
  const fitsWithShorterReply = task.gauge.overflowed(error.facts, nextPromptTokens(room.path));
  if (fitsWithShorterReply) return tried;
  const condensed = condense(room.path, task.spec, action.do);
  if (!condensed) throw error;
  return yield* open(condensed, tried, action, task);
}

function* open(condensed: Condensed, room: Room, action: Action, task: Task): Generator<ReasoningEvent, Room> {
  const { steps, questions, isExcerptShortened, ...conversation } = condensed;
  const opening: OpeningNode = {
    id: task.nextId(),
    parent: room.path.at(-1)?.id ?? action.at,
    chain: action.chain,
    run: task.spec.id,
    slot: `${action.slot}/opening/${room.openings.length}`,
    kind: 'opening',
    why: 'condensed',
    ...conversation,
  };
  const size = task.spec.contextSize ?? 0;
  if (steps > 0 || questions > 0) yield noticeOf('context-condensed', { steps, questions, contextSize: size });
  if (isExcerptShortened) yield noticeOf('excerpt-shortened', { contextSize: size });
  return { ...room, path: [...room.path, opening], openings: [...room.openings, opening] };
}

/** Tells, once in a run, that the server has cut the prompt of the path's last turn in silence. */
export function* tellOfCut(path: readonly Node[], task: Task): Iterable<ReasoningEvent> {
  const cut: Cut | undefined = findCut(path);
  if (cut && task.gauge.wasCut(cut)) yield noticeOf('context-cut', { promptTokens: Math.round(cut.sent), seenTokens: cut.counted });
}
