import OpenAI from 'openai';
import type { ChatCompletionCreateParamsStreaming } from 'openai/resources/chat/completions';
import type { Endpoint } from './endpoint.ts';
import { createHttpFetch } from './httpFetch.ts';
import { type Asked, refusalOf } from './toModelError.ts';

/**
 * Sends a request and gives the response as soon as its headers are there. Throws `ModelError` for a refusal.
 * The body is read in `reply.ts`: the SDK's own stream hides `[DONE]`, ends at the first broken frame and cannot read a server that does not stream.
 */
export async function postCompletion(
  endpoint: Endpoint,
  body: ChatCompletionCreateParamsStreaming,
  asked: Asked,
  signal: AbortSignal,
): Promise<Response> {
  // The SDK wraps what its fetch throws, and sometimes drops it; so it is kept here.
  let failure: unknown;
  const client = new OpenAI({
    ...UNLIKE_ITS_DEFAULTS,
    baseURL: endpoint.baseUrl,
    fetch: (url, init) =>
      post(endpoint, asked, { url: String(url), body: String(init?.body), signal }).catch(error => {
        failure = error;
        throw error;
      }),
  });
  return client.chat.completions
    .create(body)
    .asResponse()
    .catch(error => {
      throw failure ?? error;
    });
}

/** The SDK retries, times out, logs, and reads keys and headers from the environment by itself; all of that is somebody else's here. */
const UNLIKE_ITS_DEFAULTS = {
  maxRetries: 0,
  timeout: 2 ** 31 - 1,
  logLevel: 'off',
  // Never sent: the headers are made in `outgoingHeaders`.
  apiKey: 'unused',
  adminAPIKey: null,
  organization: null,
  project: null,
  webhookSecret: null,
} as const;

interface Post {
  readonly url: string;
  readonly body: string;
  readonly signal: AbortSignal;
}

async function post(endpoint: Endpoint, asked: Asked, { url, body, signal }: Post): Promise<Response> {
  const response = await createHttpFetch(endpoint)(url, { method: 'POST', body, signal });
  if (!response.ok) throw await refusalOf(response, asked);
  return response;
}
