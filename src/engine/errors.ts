/** What kind of failure it was; it decides what is tried again and which action the reader is offered. */
export const MODEL_ERROR_KINDS = [
  'auth',
  'rate-limit',
  'bad-request',
  'model-not-found',
  'context-overflow',
  'server',
  'network',
  'timeout',
  'malformed',
  'refusal',
] as const;
export type ModelErrorKind = (typeof MODEL_ERROR_KINDS)[number];

/** One cause, one message in the page's and the console's catalogue. */
export const ERROR_CAUSES = [
  'key-missing',
  'key-refused',
  'forbidden',
  'rate-limited',
  'quota-exceeded',
  'retry-after-too-long',
  'bad-request',
  'check-base-url',
  'model-not-found',
  'context-overflow',
  'request-too-large',
  'server-failed',
  'server-timeout',
  'model-loading',
  'refused',
  'dns',
  'tls',
  'tls-handshake',
  'certificate-name',
  'certificate-expired',
  'proxy-auth',
  'proxy-failed',
  'reset',
  'redirect',
  'redirect-loop',
  'not-json',
  'stream-broken',
  'endless-reply',
  'unreachable',
  'first-byte-timeout',
  'idle-timeout',
  'unreadable-step',
  'empty-answer',
  'only-reasoning',
  'content-filter',
  'model-refused',
  'program-ended',
  'internal',
] as const;
export type ErrorCause = (typeof ERROR_CAUSES)[number];

/** Plain facts for the message: an origin, a status, a model, seconds, the server's own words. Never a key. */
export type ErrorFacts = Readonly<Record<string, string | number>>;

/** The model, or the way to it, failed. The only error that leaves `ChatModel.stream`. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly kind: ModelErrorKind;
  readonly reason: ErrorCause;
  readonly facts: ErrorFacts;
  /** What the server asked to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined;
  /** All that the server wrote with a refusal, without keys; for no event, but for programs that pass it on. */
  readonly body: string | undefined;

  /** The extension and its model bundle each carry this class: what counts is the name, not the copy. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'ModelError';
  }

  constructor(
    kind: ModelErrorKind,
    reason: ErrorCause,
    facts: ErrorFacts = {},
    options: { cause?: unknown; retryAfterMs?: number | undefined; body?: string | undefined } = {},
  ) {
    super(`${kind}: ${reason}`, { cause: options.cause });
    this.kind = kind;
    this.reason = reason;
    this.facts = facts;
    this.retryAfterMs = options.retryAfterMs;
    this.body = options.body;
  }
}
