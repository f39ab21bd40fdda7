import { type ErrorCause, type ErrorFacts, ModelError } from '../errors.ts';
import type { ReasoningEvent } from '../events.ts';
import { noticeOf } from '../notice.ts';
import type { ChatPart, ChatRequest } from '../ports.ts';
import { mostCharacters } from '../room.ts';
import { addUsage, type Usage } from '../usage.ts';
import type { Task } from './task.ts';

/** How a reply ended. `finishReason` is absent where the server never said that it had finished. */
export interface ReplyEnd {
  readonly usage: Usage;
  readonly finishReason?: string;
}

/** What becomes of a reply's text and of the model's own reasoning. */
export interface ReplyReader<Event = ReasoningEvent> {
  text(text: string): Iterable<Event>;
  reasoning(text: string): Iterable<Event>;
  /** How many characters of the text have turned out to be the model's own reasoning, in think tags. */
  thoughtLength(): number;
  /** Whether the model goes round in circles, so that the rest is not waited for. */
  isStuck(): boolean;
}

/** Sends one request and reads the reply to its end, its bound or a loop. Throws `ModelError`, or the signal's reason when it is aborted. */
export async function* listen<Event>(
  request: ChatRequest,
  reader: ReplyReader<Event>,
  task: Task,
): AsyncGenerator<Event | ReasoningEvent, ReplyEnd> {
  let heard = 0;
  const room = () => mostCharacters(request.maxTokens) + reader.thoughtLength() - heard;
  let end: ReplyEnd = { usage: {} };
  for await (const part of task.model.stream(request, task.signal)) {
    task.signal.throwIfAborted();
    task.meter.count(part);
    switch (part.type) {
      case 'text':
        for (let rest = part.text; rest && room() > 0; ) {
          const piece = rest.slice(0, room());
          rest = rest.slice(piece.length);
          heard += piece.length;
          // Not `yield*`: in an asynchronous generator that would wait for each event of a synchronous one.
          for (const event of reader.text(piece)) yield event;
        }
        break;
      case 'reasoning':
        for (const event of reader.reasoning(part.text)) yield event;
        break;
      case 'usage':
        end = { ...end, usage: addUsage(end.usage, part.usage) };
        break;
      case 'finish':
        end = { ...end, finishReason: part.reason };
        break;
      case 'parameter-dropped':
        yield noticeOf('parameter-dropped', factsOf(part));
        break;
      case 'request':
        break;
    }
    if (room() <= 0) return { ...end, finishReason: 'length' };
    if (reader.isStuck()) return { ...end, finishReason: 'stop' };
  }
  task.signal.throwIfAborted();
  return end;
}

/** Why a reply without a word for the reader is none: it broke off, the model's own reasoning took all the room, or what `otherwise` says. */
export function nothingSaid({ finishReason, usage }: ReplyEnd, hasThought: boolean, otherwise: ErrorCause): ModelError {
  if (finishReason === undefined) return new ModelError('network', 'stream-broken');
  // Some models think in silence: all that is seen of it is what it cost.
  const onlyReasoning = finishReason === 'length' && (hasThought || (usage.completionTokens ?? 0) > 1);
  return new ModelError('malformed', onlyReasoning ? 'only-reasoning' : otherwise);
}

const factsOf = ({ parameter, instead }: Extract<ChatPart, { type: 'parameter-dropped' }>): ErrorFacts => ({
  parameter,
  ...(instead !== undefined && { instead }),
});
