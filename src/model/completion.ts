import * as z from 'zod/mini';
import type { ChatPart } from '../engine/ports.ts';
import type { Usage } from '../engine/usage.ts';

// A field of another type than expected is as good as absent: no server's peculiarity may end a run.
const text = z.catch(z.nullish(z.string()), undefined);
const count = z.catch(z.nullish(z.number()), undefined);
// Mistral's models write a list of parts, its reasoning among them.
const contentPart = z.object({ text, thinking: z.catch(z.array(z.object({ text })), []) });
const contentParts = z.catch(z.nullish(z.array(contentPart)), undefined);
const content = z.catch(z.nullish(z.union([z.string(), contentParts])), undefined);
const message = z.catch(z.nullish(z.object({ content, reasoning: text, reasoning_content: text, refusal: text })), undefined);
const usage = z.object({
  prompt_tokens: count,
  completion_tokens: count,
  prompt_tokens_details: z.catch(z.nullish(z.object({ cached_tokens: count })), undefined),
  completion_tokens_details: z.catch(z.nullish(z.object({ reasoning_tokens: count })), undefined),
});
const completionSchema = z.object({
  object: text,
  choices: z.catch(z.nullish(z.array(z.object({ delta: message, message, finish_reason: text }))), undefined),
  usage: z.catch(z.nullish(usage), undefined),
  error: z.optional(z.unknown()),
});

/** A chunk of a stream, or a whole completion, in the form that the rest works with. */
export interface Completion {
  /** Whether it has the shape of a completion at all. */
  readonly hasChoices: boolean;
  /** Reasoning, then text: what a reader sees. */
  readonly parts: readonly ChatPart[];
  /** Why the server stopped writing, once it has. */
  readonly finish: string | undefined;
  /** Of the whole request so far. */
  readonly usage: Usage | undefined;
  /** What the model says in refusing to answer. */
  readonly refusal: string;
  /** The model thinks by itself, shown or not. */
  readonly reasons: boolean;
  /** The server's own error object, where one came in the place of a chunk. */
  readonly error: unknown;
}

/** Reads the JSON of a chunk or a whole completion; `undefined` where it is neither. */
export function readCompletion(json: string): Completion | undefined {
  const value = parseJson(json);
  const { data } = z.safeParse(completionSchema, value);
  if (!data) return undefined;
  const choice = data.choices?.[0];
  const { content, reasoning, reasoning_content, refusal } = choice?.delta ?? choice?.message ?? {};
  const listed = typeof content === 'string' ? [{ text: content, thinking: [] }] : (content ?? []);
  const thoughts = reasoning || reasoning_content || listed.flatMap(({ thinking }) => thinking.map(({ text }) => text ?? '')).join('');
  const words = listed.map(({ text }) => text ?? '').join('');
  const parts: ChatPart[] = [];
  if (thoughts) parts.push({ type: 'reasoning', text: thoughts });
  if (words) parts.push({ type: 'text', text: words });
  return {
    hasChoices: Array.isArray(data.choices),
    parts,
    finish: choice?.finish_reason || undefined,
    usage: data.usage ? toUsage(data.usage) : undefined,
    refusal: refusal ?? '',
    reasons: Boolean(thoughts) || (data.usage?.completion_tokens_details?.reasoning_tokens ?? 0) > 0,
    // Older vLLM's errors are objects of their own.
    error: data.error ?? (data.object === 'error' ? value : undefined),
  };
}

function toUsage({ prompt_tokens, completion_tokens, prompt_tokens_details }: z.infer<typeof usage>): Usage {
  const cached = prompt_tokens_details?.cached_tokens;
  return {
    ...(typeof prompt_tokens === 'number' && { promptTokens: prompt_tokens }),
    ...(typeof cached === 'number' && { cachedTokens: cached }),
    ...(typeof completion_tokens === 'number' && { completionTokens: completion_tokens }),
  };
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
