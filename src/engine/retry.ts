import { type ErrorCause, ModelError, type ModelErrorKind } from './errors.ts';
import type { RetryReason } from './events.ts';
import type { RetryPolicy } from './ports.ts';

const TRANSIENT: ReadonlySet<ModelErrorKind> = new Set(['rate-limit', 'server', 'network', 'timeout', 'malformed']);
/** Where a second try cannot help: a certificate stays unknown, a quota used up, a fault of ours a fault, and a slow first word may only have begun. */
const LASTING: ReadonlySet<ErrorCause> = new Set([
  'tls',
  'tls-handshake',
  'certificate-name',
  'certificate-expired',
  'proxy-auth',
  'redirect',
  'redirect-loop',
  'endless-reply',
  'quota-exceeded',
  'first-byte-timeout',
  'retry-after-too-long',
  'internal',
]);
const LONGEST_WAIT_MS = 60_000;

/** Tries three times, about 1 and 2 s apart; the server's own Retry-After wins. `random` gives 0…1. */
export function backOff({ maxAttempts = 3, firstDelayMs = 1000, random = Math.random } = {}): RetryPolicy {
  return (error, attempt) => {
    if (attempt >= maxAttempts || !canHelp(error)) return undefined;
    if (error.kind === 'malformed') return 0;
    const jitter = 0.8 + random() * 0.4;
    return error.retryAfterMs ?? Math.round(firstDelayMs * 2 ** (attempt - 1) * jitter);
  };
}

/** The failure as the reader should hear it: a wait that is too long to sit out is named with its seconds. */
export function withoutLongWait(error: ModelError): ModelError {
  if ((error.retryAfterMs ?? 0) <= LONGEST_WAIT_MS) return error;
  const seconds = Math.ceil((error.retryAfterMs ?? 0) / 1000);
  return new ModelError(error.kind, 'retry-after-too-long', { ...error.facts, seconds }, { cause: error });
}

/** What the reader is told of another try. */
export const retryReasonOf = ({ kind, reason }: ModelError): RetryReason => (reason === 'only-reasoning' ? 'truncated' : kind);

function canHelp({ kind, reason }: ModelError): boolean {
  return TRANSIENT.has(kind) && !LASTING.has(reason);
}
