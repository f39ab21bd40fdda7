import type { ReasoningEvent } from '../events.ts';
import type { ChatRequest } from '../ports.ts';
import { addUsage, type Usage } from '../usage.ts';
import type { Task } from './task.ts';

/** A server that ignores the token limit is cut off at this many characters a token, plus some slack. */
const CHARACTERS_PER_TOKEN = 8;
const SLACK_CHARACTERS = 2000;

/** How a reply ended. `finishReason` is absent where the server never said that it had finished. */
export interface ReplyEnd {
  readonly usage: Usage;
  readonly finishReason?: string;
}

/** What becomes of a reply's text and of the model's own reasoning. */
export interface ReplyReader {
  text(text: string): Iterable<ReasoningEvent>;
  reasoning(text: string): Iterable<ReasoningEvent>;
  /** Whether the model goes round in circles, so that the rest is not waited for. */
  isStuck(): boolean;
}

/** Sends one request and reads the reply to its end, its bound or a loop. Throws `ModelError`, or the signal's reason when it is aborted. */
export async function* listen(request: ChatRequest, reader: ReplyReader, task: Task): AsyncGenerator<ReasoningEvent, ReplyEnd> {
  let room = request.maxTokens * CHARACTERS_PER_TOKEN + SLACK_CHARACTERS;
  let end: ReplyEnd = { usage: {} };
  for await (const part of task.model.stream(request, task.signal)) {
    task.signal.throwIfAborted();
    task.meter.count(part);
    switch (part.type) {
      case 'text':
        yield* reader.text(part.text.slice(0, room));
        room -= part.text.length;
        break;
      case 'reasoning':
        yield* reader.reasoning(part.text);
        break;
      case 'usage':
        end = { ...end, usage: addUsage(end.usage, part.usage) };
        break;
      case 'finish':
        end = { ...end, finishReason: part.reason };
        break;
      case 'parameter-dropped':
        yield { type: 'notice', code: 'parameter-dropped', message: droppedMessage(part.parameter), facts: { parameter: part.parameter } };
        break;
      case 'request':
        break;
    }
    if (room <= 0) return { ...end, finishReason: 'length' };
    if (reader.isStuck()) return { ...end, finishReason: 'stop' };
  }
  task.signal.throwIfAborted();
  return end;
}

const droppedMessage = (parameter: string): string => `The server refused the parameter ${parameter}; it is left out from now on.`;
