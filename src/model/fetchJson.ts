import { ModelError } from '../engine/errors.ts';
import { joinText, readBodyText } from './bodyText.ts';
import { createHttpFetch } from './httpFetch.ts';
import { toNetworkError } from './networkError.ts';
import { OpenRequest } from './openRequest.ts';
import type { Address } from './outgoingHeaders.ts';
import { factsOf, refusalOf } from './toModelError.ts';

export interface FetchJsonOptions {
  /** For all of it, from connecting to the last byte. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** GETs JSON from a server. Throws `ModelError`, or the signal's reason where that was aborted. */
export async function fetchJson(address: Address, url: string, { timeoutMs, signal }: FetchJsonOptions): Promise<unknown> {
  const open = new OpenRequest(signal ?? new AbortController().signal);
  try {
    open.waitFor('first-byte-timeout', timeoutMs);
    const response = await createHttpFetch(address)(url, { signal: open.signal });
    if (!response.ok) throw await refusalOf(response, address);
    const text = await joinText(readBodyText(response, open.signal, factsOf(address)));
    open.signal.throwIfAborted();
    return parse(text, address);
  } catch (error) {
    signal?.throwIfAborted();
    if (open.silence) throw new ModelError('timeout', 'first-byte-timeout', { ...factsOf(address), seconds: timeoutMs / 1000 });
    throw toNetworkError(error, factsOf(address));
  } finally {
    open.close();
  }
}

/** A page or a line for people means that the URL leads somewhere else. */
function parse(text: string, address: Address): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ModelError('bad-request', 'check-base-url', factsOf(address), { cause });
  }
}
