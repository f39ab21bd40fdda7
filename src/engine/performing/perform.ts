import { assertNever } from '../assertNever.ts';
import type { ReasoningEvent } from '../events.ts';
import type { Node } from '../node.ts';
import type { Action } from '../strategy.ts';
import { performAnswer } from './performAnswer.ts';
import { performAsk } from './performAsk.ts';
import { performSeveral } from './performSeveral.ts';
import { performStep } from './performStep.ts';
import type { Accepted, Made, Task } from './task.ts';

/** One action from request to nodes: ladder, retries, room, reading. */
export function perform(action: Action, path: readonly Node[], task: Task): AsyncGenerator<ReasoningEvent | Accepted, Made> {
  switch (action.do) {
    case 'step':
      return action.several ? performSeveral(action, path, task) : performStep(action, path, task);
    case 'answer':
      return performAnswer(action, path, task);
    case 'ask':
      return performAsk(action, path, task);
    default:
      return assertNever(action);
  }
}
