import type { ChatRequest } from '../../engine/ports.ts';
import type { Usage } from '../../engine/usage.ts';
import { createChatModel } from '../chatModel.ts';
import type { Endpoint } from '../endpoint.ts';

/** What came back for one small request. */
export interface Probe {
  readonly text: string;
  /** How many pieces of text or of the model's own reasoning there were. */
  readonly pieces: number;
  /** From sending to the first piece, in whole milliseconds. */
  readonly firstWordMs: number | undefined;
  readonly usage: Usage;
  /** Absent where the server never said that it had finished. */
  readonly finishReason: string | undefined;
}

/** A server that ignores the token limit is not listened to for ever. */
const CHARACTERS_PER_TOKEN = 8;
const SLACK_CHARACTERS = 2000;

/** Sends one request and reads the reply to its end or its bound. Throws `ModelError`, or the signal's reason when it is aborted. */
export async function probe(endpoint: Endpoint, request: ChatRequest, signal: AbortSignal): Promise<Probe> {
  const bound = (request.maxTokens + endpoint.reasoningAllowance) * CHARACTERS_PER_TOKEN + SLACK_CHARACTERS;
  const startedAtMs = performance.now();
  let [text, length, pieces] = ['', 0, 0];
  let firstWordMs: number | undefined;
  let usage: Usage = {};
  let finishReason: string | undefined;
  for await (const part of createChatModel(endpoint).stream(request, signal)) {
    if (part.type === 'usage') usage = part.usage;
    if (part.type === 'finish') finishReason = part.reason;
    if (part.type !== 'text' && part.type !== 'reasoning') continue;
    firstWordMs ??= Math.round(performance.now() - startedAtMs);
    pieces += 1;
    length += part.text.length;
    if (part.type === 'text') text += part.text;
    if (length > bound) break;
  }
  signal.throwIfAborted();
  return { text, pieces, firstWordMs, usage, finishReason };
}
