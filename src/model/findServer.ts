import { ModelError } from '../engine/errors.ts';
import { isLoopback } from './baseUrl.ts';
import { type ListedModel, listModels } from './listModels.ts';

/** A server that answered. */
export interface FoundServer {
  readonly models: readonly ListedModel[];
  /** It says nothing without a key. */
  readonly wantsKey: boolean;
}

export interface FindServerOptions {
  /** `stepwise/0.1.0`, for instance. */
  readonly userAgent?: string | undefined;
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What listens on this machine answers at once; a port where nothing does is not waited for. */
const TIMEOUT_MS = 500;

/**
 * Looks whether a server of the kind that is needed listens on this machine; `undefined` where none does, and for any other machine.
 * No key and no header of the reader's is sent. Never throws.
 */
export async function findServer(baseUrl: string, options: FindServerOptions = {}): Promise<FoundServer | undefined> {
  if (!isLoopback(baseUrl)) return undefined;
  const { userAgent, timeoutMs = TIMEOUT_MS, signal } = options;
  try {
    return { models: await listModels({ baseUrl, userAgent }, { timeoutMs, signal }), wantsKey: false };
  } catch (error) {
    return error instanceof ModelError && error.kind === 'auth' ? { models: [], wantsKey: true } : undefined;
  }
}
