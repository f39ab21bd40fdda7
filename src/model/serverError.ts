import * as z from 'zod/mini';

/** What a server said about a failure, whatever form it chose. */
export interface ServerError {
  readonly message: string;
  readonly type: string;
  readonly code: string;
  /** The parameter that the server names in a field of its own. */
  readonly parameter: string;
  /** As llama.cpp counts them when the prompt is too long. */
  readonly promptTokens: number | undefined;
  readonly contextSize: number | undefined;
  readonly isHtml: boolean;
}

const word = z.catch(z.nullish(z.union([z.string(), z.number()])), undefined);
const count = z.catch(z.nullish(z.number()), undefined);
const detailSchema = z.object({ message: word, type: word, code: word, param: word, n_prompt_tokens: count, n_ctx: count });
const validationSchema = z.array(z.object({ msg: word, loc: z.catch(z.array(z.union([z.string(), z.number()])), []) }));

const NOTHING: ServerError = {
  message: '',
  type: '',
  code: '',
  parameter: '',
  promptTokens: undefined,
  contextSize: undefined,
  isHtml: false,
};

/** Reads the body of a refusal: OpenAI's object, a plain string, FastAPI's `detail`, plain text, or a page for people. */
export function readServerError(text: string): ServerError {
  if (/^\s*</.test(text)) return { ...NOTHING, isHtml: true };
  return fromValue(parseJson(text) ?? text);
}

/** Reads the value of an `error` field, or a whole body that has one. */
export function fromValue(value: unknown): ServerError {
  if (typeof value === 'string') return { ...NOTHING, message: value };
  if (Array.isArray(value)) return fromValidation(value);
  if (typeof value !== 'object' || value === null) return NOTHING;
  const inner = innerOf(value);
  return inner ? fromValue(inner) : fromDetail(value);
}

/** Mistral's servers put FastAPI's `detail` where others write the message. */
function innerOf(value: object): unknown {
  if ('error' in value) return value.error;
  if ('detail' in value) return value.detail;
  return 'message' in value && typeof value.message === 'object' ? value.message : undefined;
}

function fromDetail(value: object): ServerError {
  const { message, type, code, param, n_prompt_tokens, n_ctx } = z.parse(detailSchema, value);
  const text = (field: string | number | null | undefined) => String(field ?? '');
  return {
    message: text(message),
    type: text(type),
    code: text(code),
    parameter: text(param),
    promptTokens: n_prompt_tokens ?? undefined,
    contextSize: n_ctx ?? undefined,
    isHtml: false,
  };
}

/** FastAPI names the place of a wrong field as `['body', 'temperature']`. */
function fromValidation(value: readonly unknown[]): ServerError {
  const first = z.safeParse(validationSchema, value).data?.[0];
  if (!first) return { ...NOTHING, message: value.length === 0 ? '' : JSON.stringify(value) };
  return { ...NOTHING, message: `${first.loc.join('.')}: ${first.msg ?? ''}`, parameter: String(first.loc[1] ?? '') };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
