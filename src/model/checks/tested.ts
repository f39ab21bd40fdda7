import { ModelError } from '../../engine/errors.ts';
import type { Endpoint } from '../endpoint.ts';
import type { LadderOptions } from '../learned.ts';
import type { ListedModel } from '../listModels.ts';

/** What is to be tested, and how. */
export interface CheckOptions {
  /** Without a model the first one that the server lists is tested. */
  readonly endpoint: Omit<Endpoint, 'model'> & { readonly model?: string | undefined };
  readonly stepFormat: LadderOptions['stepFormat'];
  /** In tokens, where the reader has said it. */
  readonly contextSize?: number | undefined;
  /** The machine that the requests are sent from, where that is to be named. */
  readonly machine?: string | undefined;
  /** For all checks together. */
  readonly limitMs?: number | undefined;
}

/** All that the later checks know. */
export interface Tested extends Omit<CheckOptions, 'endpoint'> {
  readonly endpoint: Endpoint;
  readonly models: readonly ListedModel[];
  /** Why there is no list of models. */
  readonly error: ModelError | undefined;
  readonly signal: AbortSignal;
}

/** The outcome of a request, or the failure that it ended with. Throws the signal's reason. */
export async function attempt<Result>(work: () => Promise<Result>): Promise<Result | ModelError> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ModelError) return error;
    throw error;
  }
}
