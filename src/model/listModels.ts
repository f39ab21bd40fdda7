import * as z from 'zod/mini';
import { ModelError } from '../engine/errors.ts';
import { type FetchJsonOptions, fetchJson } from './fetchJson.ts';
import type { Address } from './outgoingHeaders.ts';
import { factsOf } from './toModelError.ts';

/** A model that an endpoint serves. */
export interface ListedModel {
  readonly id: string;
  /** Tokens that it can see at once, where the server says it. */
  readonly contextSize?: number;
  readonly ownedBy?: string;
}

const name = z.catch(z.nullish(z.string()), undefined);
const size = z.catch(z.nullish(z.int().check(z.minimum(1))), undefined);
const modelSchema = z.object({
  id: name,
  name,
  model: name,
  owned_by: name,
  // vLLM, OpenRouter, Groq, Mistral and LM Studio, each in its own word.
  max_model_len: size,
  context_length: size,
  context_window: size,
  max_context_length: size,
  // llama.cpp: the running context, not the one of the training.
  meta: z.catch(z.nullish(z.object({ n_ctx: size })), undefined),
});
const listSchema = z.union([
  z.array(z.unknown()),
  z.pipe(
    z.object({ data: z.array(z.unknown()) }),
    z.transform(list => list.data),
  ),
  z.pipe(
    z.object({ models: z.array(z.unknown()) }),
    z.transform(list => list.models),
  ),
]);

const TIMEOUT_MS = 10_000;

/** What `{baseUrl}/models` lists, in the server's order. Throws `ModelError`, or the signal's reason. */
export async function listModels(address: Address, options: Partial<FetchJsonOptions> = {}): Promise<ListedModel[]> {
  const answer = await fetchJson(address, `${address.baseUrl}/models`, { timeoutMs: TIMEOUT_MS, ...options });
  const list = z.safeParse(listSchema, answer);
  if (!list.success) throw new ModelError('bad-request', 'check-base-url', factsOf(address));
  return list.data.flatMap(readModel);
}

/** A name with line ends or control characters can be no model's: it would only forge lines where names are listed. */
const ONE_LINE = /^\P{Cc}{1,500}$/u;

function readModel(value: unknown): ListedModel[] {
  const { data } = z.safeParse(modelSchema, value);
  const id = data?.id || data?.model || data?.name;
  if (!data || !id || !ONE_LINE.test(id)) return [];
  const contextSize = data.max_model_len ?? data.context_length ?? data.context_window ?? data.max_context_length ?? data.meta?.n_ctx;
  return [{ id, ...(contextSize && { contextSize }), ...(data.owned_by && { ownedBy: data.owned_by }) }];
}
