import { usualFirstByteSeconds } from '../model/baseUrl.ts';
import type { Endpoint } from '../model/endpoint.ts';
import type { LearnedStore } from '../model/learned.ts';
import type { AskOptions } from './arguments.ts';
import type { EndpointChoice } from './endpointChoice.ts';
import { VERSION } from './version.ts';

/** Tokens added to the cap for a model that reasons by itself. */
const REASONING_ALLOWANCE = 4096;

export const USER_AGENT = `stepwise/${VERSION}`;

/** How long is waited for a word. */
export type Patience = Pick<AskOptions, 'firstByteTimeoutSeconds' | 'idleTimeoutSeconds'>;

/** Everything that a request needs to know of the endpoint. */
export function describeEndpoint(choice: EndpointChoice, model: string, options: Patience, learned: LearnedStore): Endpoint {
  const { baseUrl, apiKey, proxyUrl } = choice;
  return {
    baseUrl,
    apiKey,
    proxyUrl,
    model,
    firstByteTimeoutMs: (options.firstByteTimeoutSeconds ?? usualFirstByteSeconds(baseUrl)) * 1000,
    idleTimeoutMs: options.idleTimeoutSeconds * 1000,
    reasoningAllowance: REASONING_ALLOWANCE,
    nativeReasoning: 'auto',
    userAgent: USER_AGENT,
    learned,
  };
}
