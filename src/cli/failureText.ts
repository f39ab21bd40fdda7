import type { ErrorCause, ErrorFacts } from '../engine/errors.ts';
import { describeFailure } from '../engine/failureWords.ts';
import type { Translate } from '../engine/translate.ts';

/** A failure for a reader of the console: what happened, and which flag or variable helps. */
export function failureText({ cause, facts }: { readonly cause: ErrorCause; readonly facts: ErrorFacts }, t: Translate): string {
  return [describeFailure(cause, facts, t), hintFor(cause, t)].filter(Boolean).join('\n');
}

/** Which flag or variable helps, where one does. */
export function hintFor(cause: ErrorCause, t: Translate): string | undefined {
  switch (cause) {
    case 'key-missing':
    case 'key-refused':
      return t('A key for --base-url stands in STEPWISE_API_KEY, one for OPENAI_BASE_URL in OPENAI_API_KEY.');
    case 'model-not-found':
      return t('"stepwise models" lists what the endpoint serves.');
    case 'first-byte-timeout':
      return t('On the console the limit is --first-byte-timeout SECONDS (0: none).');
    case 'idle-timeout':
      return t('On the console the limit is --idle-timeout SECONDS (0: none).');
    default:
      return undefined;
  }
}
