import type { ChatModel, ChatPart, ChatRequest, Clock } from '../engine/ports.ts';
import { isObject, parseObject } from './resultLine.ts';

/** A part of a reply, and when it came: milliseconds from the request on. */
export type TimedPart = readonly [atMs: number, part: ChatPart];

/** A reply that was heard to its end, with the request that it is for. */
export interface StoredReply {
  /** Equal for requests that are equal to the letter. */
  readonly request: string;
  /** How many equal ones stood before it in a Batch file; absent for one that a server gave at once. */
  readonly number?: number;
  readonly parts: readonly TimedPart[];
}

/** What a model with a memory is made of. */
export interface RememberingParts {
  readonly model: ChatModel;
  readonly clock: Clock;
  /** What was answered before, oldest first. */
  readonly stored: readonly StoredReply[];
  readonly keyOf: (request: ChatRequest) => string;
  /** Has kept the reply when it returns; called before the reply's end is told. */
  readonly keep: (reply: StoredReply) => void;
}

/**
 * A model that is not asked again what it has answered: each stored reply stands for one request that is equal to the letter, in the
 * order in which they were kept. Its clock goes on over what is replayed as if it had just come, so that times stay those of the server.
 */
export function rememberReplies({ model, clock, stored, keyOf, keep }: RememberingParts): {
  readonly model: ChatModel;
  readonly clock: Clock;
} {
  const waiting = [...stored];
  const time = new ReplayedTime(clock);
  async function* stream(request: ChatRequest, signal: AbortSignal): AsyncGenerator<ChatPart, void> {
    const key = keyOf(request);
    const at = waiting.findIndex(reply => reply.request === key);
    const [known] = at < 0 ? [] : waiting.splice(at, 1);
    if (known) return yield* replay(known, time);
    const startedAtMs = time.now();
    const parts: TimedPart[] = [];
    let hasFailed = false;
    try {
      for await (const part of model.stream(request, signal)) {
        parts.push([Math.round(time.now() - startedAtMs), part]);
        yield part;
      }
    } catch (error) {
      hasFailed = true;
      throw error;
    } finally {
      // Whoever listens may have heard enough before the end; then there is nothing more to hear the next time either.
      if (!hasFailed && !signal.aborted) keep({ request: key, parts });
    }
  }
  return { model: { stream }, clock: time };
}

async function* replay({ parts }: StoredReply, time: ReplayedTime): AsyncGenerator<ChatPart, void> {
  const startedAtMs = time.now();
  for (const [atMs, part] of parts) {
    time.reach(startedAtMs + atMs);
    yield part;
  }
}

/** A clock that can be put forward. */
class ReplayedTime implements Clock {
  private readonly clock: Clock;
  private aheadMs = 0;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  now(): number {
    return this.clock.now() + this.aheadMs;
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    return this.clock.sleep(ms, signal);
  }

  reach(atMs: number): void {
    this.aheadMs += Math.max(0, atMs - this.now());
  }
}

/** Reads a stored reply; `undefined` for anything that is none, such as a line that was not written whole. */
export function parseStoredReply(text: string): StoredReply | undefined {
  const { request, number, parts } = parseObject(text) ?? {};
  if (typeof request !== 'string' || !Array.isArray(parts)) return undefined;
  const read = parts.map(readTimedPart);
  return read.every(part => part !== undefined) ? { request, ...(typeof number === 'number' && { number }), parts: read } : undefined;
}

function readTimedPart(value: unknown): TimedPart | undefined {
  if (!Array.isArray(value)) return undefined;
  const [atMs, part]: unknown[] = value;
  const read = isObject(part) ? readPart(part) : undefined;
  return typeof atMs === 'number' && read ? [atMs, read] : undefined;
}

function readPart({ type, text, usage, reason, parameter, instead }: Readonly<Record<string, unknown>>): ChatPart | undefined {
  if (type === 'request') return { type };
  if ((type === 'text' || type === 'reasoning') && typeof text === 'string') return { type, text };
  if (type === 'usage' && isObject(usage)) return { type, usage: readUsage(usage) };
  if (type === 'finish' && typeof reason === 'string') return { type, reason };
  if (type === 'parameter-dropped' && typeof parameter === 'string') {
    return { type, parameter, ...(typeof instead === 'string' && { instead }) };
  }
  return undefined;
}

function readUsage(usage: Readonly<Record<string, unknown>>): Extract<ChatPart, { type: 'usage' }>['usage'] {
  const counts = ['promptTokens', 'cachedTokens', 'completionTokens'].filter(name => typeof usage[name] === 'number');
  return Object.fromEntries(counts.map(name => [name, usage[name]]));
}
