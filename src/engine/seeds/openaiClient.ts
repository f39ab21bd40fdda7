import { ModelError } from '../errors.ts';
import type { RetryReason } from '../events.ts';
import { describeFailure } from '../failureWords.ts';
import type { Meter } from '../performing/meter.ts';
import type { ChatModel, ChatRequest, Clock } from '../ports.ts';
import type { FinishReason } from '../step.ts';
import { english } from '../translate.ts';
import { addUsage, type Usage } from '../usage.ts';
import { loads } from './pythonJson.ts';
import { repr } from './pythonValue.ts';

/** An exception that the programs catch: what they write of it, and what it was about. */
export class PythonException extends Error {
  override readonly name = 'PythonException';
  readonly reason: RetryReason;
  /** Present where no reply was to be had. */
  readonly failure: ModelError | undefined;

  constructor(said: string, reason: RetryReason, failure?: ModelError) {
    super(said);
    this.reason = reason;
    this.failure = failure;
  }
}

/** A completion as the client hands it out; without a text where the model refused to answer. */
export interface CompletionReply {
  readonly text: string | undefined;
  readonly finishReason: FinishReason;
  readonly usage: Usage;
}

/** What a request is sent with. */
export interface ClientParts {
  readonly model: ChatModel;
  readonly meter: Meter;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** The client tries three times by itself, before the program does. */
const CLIENT_TRIES = 3;
const FIRST_WAIT_MS = 1000;
const LONGEST_WISH_MS = 60_000;

/** A failure that the client sits out. */
export interface ClientWait {
  readonly delayMs: number;
  readonly reason: RetryReason;
}

/** One call of the OpenAI client for Python 1.46, with its own tries. Throws `PythonException`, or the signal's reason. */
export async function* complete(request: ChatRequest, parts: ClientParts): AsyncGenerator<ClientWait, CompletionReply> {
  for (let tries = 1; ; tries++) {
    try {
      return await readReply(request, parts);
    } catch (error) {
      if (parts.signal.aborted || !(error instanceof ModelError)) throw error;
      if (tries === CLIENT_TRIES || !isSatOut(error)) throw new PythonException(textOf(error), error.kind, error);
      const delayMs = waitFor(error, tries);
      yield { delayMs, reason: error.kind };
      await parts.clock.sleep(delayMs, parts.signal);
    }
  }
}

async function readReply(request: ChatRequest, { model, meter, signal }: ClientParts): Promise<CompletionReply> {
  let [text, usage, finishReason]: [string, Usage, FinishReason | undefined] = ['', {}, undefined];
  try {
    for await (const part of model.stream(request, signal)) {
      signal.throwIfAborted();
      meter.count(part);
      if (part.type === 'text') text += part.text;
      if (part.type === 'usage') usage = addUsage(usage, part.usage);
      if (part.type === 'finish') finishReason = part.reason;
    }
  } catch (error) {
    if (!(error instanceof ModelError) || error.kind !== 'refusal') throw error;
    return { text: error.reason === 'content-filter' ? text : undefined, finishReason: 'content_filter', usage };
  }
  signal.throwIfAborted();
  if (finishReason === undefined) throw new ModelError('network', 'stream-broken');
  return { text, finishReason, usage };
}

const statusOf = ({ facts }: ModelError): number => Number(facts['status'] ?? 0);

function isSatOut(error: ModelError): boolean {
  const status = statusOf(error);
  if (status === 0) return error.kind === 'network' || error.kind === 'timeout';
  return [408, 409, 429].includes(status) || status >= 500;
}

/** Without the client's jitter, which shortens a wait by up to a quarter. */
function waitFor({ retryAfterMs = 0 }: ModelError, tries: number): number {
  return retryAfterMs > 0 && retryAfterMs <= LONGEST_WISH_MS ? retryAfterMs : FIRST_WAIT_MS * 2 ** (tries - 1);
}

/** What `str(error)` says. */
function textOf(error: ModelError): string {
  if (error.body !== undefined) return statusText(statusOf(error), error.body.trim());
  if (error.kind === 'network') return 'Connection error.';
  return error.kind === 'timeout' ? 'Request timed out.' : describeFailure(error.reason, error.facts, english);
}

function statusText(status: number, body: string): string {
  try {
    return `Error code: ${status} - ${repr(loads(body))}`;
  } catch {
    return body || `Error code: ${status}`;
  }
}
