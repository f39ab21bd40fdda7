import type { ChatCompletionCreateParamsStreaming } from 'openai/resources/chat/completions';
import { ModelError } from '../engine/errors.ts';
import type { ChatModel, ChatPart, ChatRequest } from '../engine/ports.ts';
import { mostCharacters } from '../engine/room.ts';
import type { Endpoint } from './endpoint.ts';
import { type Learned, learnedKey, recall, remember } from './learned.ts';
import { toNetworkError } from './networkError.ts';
import { OpenRequest } from './openRequest.ts';
import { postCompletion } from './postCompletion.ts';
import { readReply } from './reply.ts';
import { buildRequestBody, refusableIn, standInFor } from './requestBody.ts';
import { RequestLog } from './requestLog.ts';
import { keepSecrets } from './secrets.ts';
import { type Asked, factsOf } from './toModelError.ts';

/** A model on any OpenAI-compatible server. What the server refuses by name is left out from then on, and remembered where that helped. */
export function createChatModel(endpoint: Endpoint): ChatModel {
  // Not remembered before it has helped, but neither told nor tried twice.
  const refusedBefore = new Set<string>();
  return { stream: (request, signal) => streamAdapting(endpoint, request, refusedBefore, signal) };
}

async function* streamAdapting(
  endpoint: Endpoint,
  request: ChatRequest,
  refusedBefore: Set<string>,
  signal: AbortSignal,
): AsyncGenerator<ChatPart, void> {
  const memory = openMemory(endpoint);
  const known = memory.recall();
  const refused = [...new Set([...(known.refused ?? []), ...refusedBefore])];
  for (;;) {
    const body = buildRequestBody(endpoint, request, { ...known, refused });
    let accepted = false;
    const onAccepted = () => {
      accepted = true;
      if (refused.length > (known.refused?.length ?? 0)) memory.remember({ refused });
    };
    const maxCharacters = mostCharacters(request.maxTokens + endpoint.reasoningAllowance);
    try {
      return yield* streamNoted(endpoint, body, { maxCharacters, signal, onAccepted, onReasons: memory.noteReasons });
    } catch (error) {
      const parameter = error instanceof ModelError ? error.facts['parameter'] : undefined;
      if (accepted || typeof parameter !== 'string' || (request.exactly && parameter !== 'stream_options')) throw error;
      refused.push(parameter);
      refusedBefore.add(parameter);
      const instead = standInFor(parameter, endpoint.baseUrl, refused);
      yield { type: 'parameter-dropped', parameter, ...(instead !== undefined && { instead }) };
    }
  }
}

function openMemory({ learned, baseUrl, model }: Endpoint) {
  const key = learnedKey(baseUrl, model);
  const recallNow = () => recall(learned, key, Date.now());
  const rememberNow = (change: Omit<Partial<Learned>, 'learnedAtMs'>) => remember(learned, key, change, Date.now());
  return {
    recall: recallNow,
    remember: rememberNow,
    /** May come with every word, and the store may lie on a disk. */
    noteReasons: () => {
      if (!recallNow().reasons) rememberNow({ reasons: true });
    },
  };
}

interface Listener {
  readonly signal: AbortSignal;
  readonly maxCharacters: number;
  /** The server took the request as it was. */
  readonly onAccepted: () => void;
  readonly onReasons: () => void;
}

async function* streamNoted(
  endpoint: Endpoint,
  body: ChatCompletionCreateParamsStreaming,
  listener: Listener,
): AsyncGenerator<ChatPart, void> {
  const { signal } = listener;
  if (signal.aborted) return;
  const noted = new RequestLog(endpoint, body);
  try {
    for await (const part of streamOnce(endpoint, body, listener)) {
      noted.see(part);
      yield part;
    }
    if (!signal.aborted) noted.complete();
  } catch (error) {
    noted.fail(error);
    throw error;
  } finally {
    noted.close();
  }
}

async function* streamOnce(
  endpoint: Endpoint,
  body: ChatCompletionCreateParamsStreaming,
  listener: Listener,
): AsyncGenerator<ChatPart, void> {
  const { signal, maxCharacters, onAccepted, onReasons } = listener;
  const asked: Asked = { ...endpoint, parameters: refusableIn(body) };
  const open = new OpenRequest(signal);
  try {
    yield { type: 'request' };
    open.waitFor('first-byte-timeout', endpoint.firstByteTimeoutMs ?? 0);
    const response = await postCompletion(endpoint, body, asked, open.signal);
    onAccepted();
    const { idleTimeoutMs } = endpoint;
    yield* keepSecrets(readReply(response, open, { asked, idleTimeoutMs, maxCharacters, onReasons }), endpoint);
  } catch (error) {
    if (!open.signal.aborted) throw toNetworkError(error, factsOf(asked));
  } finally {
    open.close();
  }
  if (signal.aborted) return;
  if (open.silence === 'first-byte-timeout' || open.silence === 'idle-timeout') throw silenceError(open.silence, endpoint, asked);
}

const silenceError = (silence: 'first-byte-timeout' | 'idle-timeout', endpoint: Endpoint, asked: Asked): ModelError => {
  const ms = silence === 'first-byte-timeout' ? (endpoint.firstByteTimeoutMs ?? 0) : endpoint.idleTimeoutMs;
  return new ModelError('timeout', silence, { ...factsOf(asked), seconds: Math.ceil(ms / 1000) });
};
