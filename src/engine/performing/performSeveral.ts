import { composeStep } from '../compose.ts';
import type { ReasoningEvent } from '../events.ts';
import { type Node, type StepNode, stepsOf, toMessages } from '../node.ts';
import type { ChatRequest } from '../ports.ts';
import { capReply, roomForReply } from '../room.ts';
import type { StepAction } from '../strategy.ts';
import { listen } from './listen.ts';
import { isOverflow, makeMoreRoom, makeRoom } from './makeRoom.ts';
import { type OpenStep, PassReader } from './passReader.ts';
import { type Attempt, afterFailure, firstAttempt, retryEvent } from './stepAttempt.ts';
import type { Accepted, Made, Task } from './task.ts';

/** Makes several steps from one reply; each is accepted as soon as it is whole. What breaks off is asked for again, from the last that was. */
export async function* performSeveral(
  action: StepAction,
  path: readonly Node[],
  task: Task,
): AsyncGenerator<ReasoningEvent | Accepted, Made> {
  let room = yield* makeRoom(action, path, task);
  let attempt: Attempt = { ...firstAttempt(task), rung: 'text' };
  let made: readonly StepNode[] = [];
  for (let open: OpenStep | undefined; ; ) {
    const before = [...room.path, ...made];
    const further = goingOn(action, stepsOf(path).length, made.length);
    const user = composeStep(before, further, 'text', task.spec.language);
    const reader = new PassReader({ before, user, action: further, openings: made.length > 0 ? [] : room.openings, attempt, open }, task);
    yield* reader.begin();
    try {
      const end = yield* listen(requestFor(user, further, before, task), reader, task);
      yield* reader.end(end);
      if (!reader.isCut(end)) return { nodes: [] };
      yield retryEvent(reader.index, { number: 1 }, 0, 'truncated');
      attempt = { ...attempt, number: 2 };
    } catch (error) {
      if (reader.hasEnded()) return { nodes: [] };
      yield* reader.begin();
      // What has got further counts its attempts anew.
      if (reader.made.length > 0) attempt = { ...attempt, number: 1, tries: 1 };
      if (isOverflow(error, room, task) && made.length + reader.made.length === 0) {
        room = yield* makeMoreRoom(error, room, action, task);
        yield retryEvent(reader.index, attempt, 0, error.kind);
        attempt = { ...attempt, number: attempt.number + 1 };
      } else attempt = { ...(yield* afterFailure(error, attempt, reader.index, task)), rung: 'text' };
    }
    made = [...made, ...reader.made];
    open = reader.open;
  }
}

/** What is still to be asked for where some steps were accepted. */
function goingOn(action: StepAction, taken: number, made: number): StepAction {
  const { least, most } = action.several ?? { least: 1, most: 1 };
  if (made === 0 && taken === 0) return action;
  const several = { least: Math.max(1, least - made), most: Math.max(1, most - made) };
  return { ...action, several, checkAnotherWay: action.checkAnotherWay && made === 0 };
}

function requestFor(user: string, { several }: StepAction, before: readonly Node[], { spec }: Task): ChatRequest {
  const { maxTokensPerStep, temperature } = spec.limits;
  const maxTokens = capReply(spec, before, maxTokensPerStep * (several?.most ?? 1));
  return { messages: toMessages(before, user), maxTokens, roomTokens: roomForReply(spec, before), temperature, format: 'text' };
}
