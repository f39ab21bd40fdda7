import type { ChatMessage } from './chat.ts';
import type { ErrorFacts, ModelError } from './errors.ts';
import type { FinishReason } from './step.ts';
import type { Usage } from './usage.ts';

/** How a step is asked for: a strict JSON schema, any JSON object, or plain text with marked lines. */
export const RUNGS = ['schema', 'object', 'text'] as const;
export type Rung = (typeof RUNGS)[number];

/** One request for a completion. `maxTokens` counts what the reader sees; the adapter adds room for a model's own reasoning. */
export interface ChatRequest {
  readonly messages: readonly ChatMessage[];
  readonly maxTokens: number;
  /** What the context has left for all of the reply, reasoning included, where that is known. */
  readonly roomTokens?: number | undefined;
  /** `undefined`: none is sent. */
  readonly temperature: number | undefined;
  /** `text` asks for no format at all. */
  readonly format: Rung;
  /** To be sent as another program would: no room for reasoning is added, and nothing is left out or renamed because a server refuses it. */
  readonly exactly?: ExactForm;
}

/** How another program's request differs from ours. */
export interface ExactForm {
  /** In the place of our own schema; sent as strict. */
  readonly jsonSchema?: { readonly name: string; readonly schema: Readonly<Record<string, unknown>> };
}

/** What comes from a server while it writes. */
export type ChatPart =
  /** A request went out; one that is sent again without a refused parameter counts again. */
  | { readonly type: 'request' }
  | { readonly type: 'text'; readonly text: string }
  /** The model's own reasoning, shown in a fold of its own and never sent back. */
  | { readonly type: 'reasoning'; readonly text: string }
  | { readonly type: 'usage'; readonly usage: Usage }
  | { readonly type: 'finish'; readonly reason: FinishReason }
  /** The server refused this parameter by name; from now on it is left out, or another one is sent in its place. */
  | { readonly type: 'parameter-dropped'; readonly parameter: string; readonly instead?: string };

/** The name under which a refused system message is told and remembered, as if it were a parameter. */
export const SYSTEM_ROLE = 'system role';

/** The only door to a server. Throws `ModelError` only; ends without a word when `signal` is aborted. */
export interface ChatModel {
  stream(request: ChatRequest, signal: AbortSignal): AsyncIterable<ChatPart>;
}

/** Time in milliseconds on a monotonic clock, passed in so that tests need not wait. */
export interface Clock {
  now(): number;
  /** Rejects with the signal's reason when it is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** Which way of asking for a step this endpoint and model take; what was learned outlives the run. */
export interface Ladder {
  /** The rung to try first. */
  start(): Rung;
  /** The rung below, or `undefined` at the foot (or where the reader chose the form). */
  below(rung: Rung): Rung | undefined;
  /** Remembers that `rung` is the first that works. */
  settle(rung: Rung): void;
}

/** Milliseconds to wait before the next attempt, or `undefined` to give up. Attempts count from 1. */
export type RetryPolicy = (error: ModelError, attempt: number) => number | undefined;

/** What a message about a failure is made of; page and console draw their own words by `cause`. */
export interface Failure {
  readonly kind: ModelError['kind'];
  readonly cause: ModelError['reason'];
  readonly facts: ErrorFacts;
  readonly message: string;
}
