import * as z from 'zod/mini';
import { isPrivate } from './baseUrl.ts';
import { fetchJson } from './fetchJson.ts';
import { listModels } from './listModels.ts';
import type { Address } from './outgoingHeaders.ts';

const propsSchema = z.object({ default_generation_settings: z.object({ n_ctx: z.int().check(z.minimum(1)) }) });

/** For each of the two questions, so that no run waits long for something that is merely good to know. */
const TIMEOUT_MS = 2000;

/** Tokens that the model can see at once, and who said so. */
export interface ContextSize {
  readonly tokens: number;
  /** The list of models, or llama.cpp's `/props`. */
  readonly source: 'models' | 'props';
}

/** Tokens that the model can see at once, as the server lists them or as llama.cpp tells them; `undefined` where nobody says. Never throws. */
export async function readContextSize(address: Address & { readonly model: string }, signal?: AbortSignal): Promise<number | undefined> {
  return (await findContextSize(address, signal))?.tokens;
}

/** The same, with the place where it was found. */
export async function findContextSize(
  address: Address & { readonly model: string },
  signal?: AbortSignal,
): Promise<ContextSize | undefined> {
  const options = { timeoutMs: TIMEOUT_MS, signal };
  const models = await listModels(address, options).catch(() => []);
  const listed = models.find(({ id }) => id === address.model);
  if (listed?.contextSize) return { tokens: listed.contextSize, source: 'models' };
  const mayBeLlama = isPrivate(address.baseUrl) || models.some(({ ownedBy }) => ownedBy === 'llamacpp');
  const tokens = mayBeLlama ? await readProps(address, options).catch(() => undefined) : undefined;
  return tokens === undefined ? undefined : { tokens, source: 'props' };
}

async function readProps(address: Address, options: { timeoutMs: number; signal: AbortSignal | undefined }): Promise<number | undefined> {
  const props = await fetchJson(address, `${address.baseUrl.replace(/\/v1$/, '')}/props`, options);
  return z.safeParse(propsSchema, props).data?.default_generation_settings.n_ctx;
}
