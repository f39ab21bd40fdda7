import { usualFirstByteSeconds } from '../model/baseUrl.ts';
import type { Endpoint } from '../model/endpoint.ts';
import { createLadder, type LearnedStore, learnedKey } from '../model/learned.ts';
import { confidentialWords } from '../model/secrets.ts';
import type { ApiKeys } from './apiKeys.ts';
import { findEndpoint } from './endpointInUse.ts';
import { readHeaders } from './headerSecrets.ts';
import type { Log } from './log.ts';
import { loadModelBundle } from './modelBundle.ts';
import type { ModelCatalogue } from './modelCatalogue.ts';
import type { OpenEndpoint } from './runStarts.ts';
import type { Settings } from './settingsSchema.ts';

/** A slow server holds up a question no longer than this; its context size is asked for again with the next one. */
const CONTEXT_SIZE_WAIT_MS = 1500;

/** What endpoints are opened with. */
export interface EndpointParts {
  readonly keys: ApiKeys;
  readonly models: ModelCatalogue;
  readonly learned: LearnedStore;
  readonly log: Log;
  /** `stepwise/0.1.0`, for instance. */
  readonly userAgent: string;
}

/** Everything that a request to the endpoint in use needs to know, its key included. */
export async function describeEndpoint(parts: EndpointParts, settings: Settings): Promise<Endpoint> {
  const { baseUrl, model, nativeReasoning, reasoningAllowance, idleTimeoutSeconds } = settings;
  const apiKey = await parts.keys.read(baseUrl);
  const given = { apiKey, ...(await readHeaders(parts.keys, settings)) };
  parts.log.hide(confidentialWords(given));
  return {
    baseUrl,
    model,
    nativeReasoning,
    reasoningAllowance,
    ...given,
    parameters: findEndpoint(settings)?.parameters,
    firstByteTimeoutMs: firstByteSeconds(settings) * 1000,
    idleTimeoutMs: idleTimeoutSeconds * 1000,
    userAgent: parts.userAgent,
    learned: parts.learned,
    log: parts.log,
  };
}

/** Opens the way to the endpoint in use with what VS Code keeps: keys, settings, what was learned. */
export function createOpenEndpoint(parts: EndpointParts): OpenEndpoint {
  return async (settings, signal) => {
    const endpoint = await describeEndpoint(parts, settings);
    const { baseUrl, model, stepFormat } = settings;
    const key = learnedKey(baseUrl, model);
    return {
      model: loadModelBundle().createChatModel(endpoint),
      ladder: createLadder({ store: parts.learned, key, stepFormat, nowMs: Date.now }),
      contextSize: findEndpoint(settings)?.contextSize ?? (await contextSize(parts.models, endpoint, signal)),
    };
  };
}

async function contextSize(models: ModelCatalogue, endpoint: Endpoint, signal: AbortSignal): Promise<number | undefined> {
  const { baseUrl, model } = endpoint;
  const known = models.contextSize(baseUrl, model);
  if (known !== undefined) return known;
  const patience = AbortSignal.any([signal, AbortSignal.timeout(CONTEXT_SIZE_WAIT_MS)]);
  const told = await loadModelBundle().readContextSize(endpoint, patience);
  if (told !== undefined) models.setContextSize(baseUrl, model, told);
  return told;
}

function firstByteSeconds({ baseUrl, firstByteTimeoutSeconds }: Settings): number {
  return firstByteTimeoutSeconds ?? usualFirstByteSeconds(baseUrl);
}
