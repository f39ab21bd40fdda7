import { type ErrorCause, type ErrorFacts, ModelError, type ModelErrorKind } from '../engine/errors.ts';
import { SYSTEM_ROLE } from '../engine/ports.ts';
import { hostOf, originOf } from './baseUrl.ts';
import type { Address } from './outgoingHeaders.ts';
import { quote } from './quote.ts';
import { TOKEN_LIMITS } from './requestBody.ts';
import { readRetryAfterMs } from './retryAfter.ts';
import { secretsOf, withoutSecrets } from './secrets.ts';
import { fromValue, readServerError, type ServerError } from './serverError.ts';

/** What was asked, as far as it is needed to understand a refusal. */
export interface Asked extends Address {
  readonly model?: string;
  /** Names in the body that can be left out; one that the server names becomes `facts.parameter`. */
  readonly parameters?: readonly string[];
}

/** Reads a response whose status is no success. Never throws, except what reading the body throws. */
export async function refusalOf(response: Response, asked: Asked): Promise<ModelError> {
  const text = await response.text();
  const retryAfterMs = readRetryAfterMs(response.headers, Date.now());
  return toStatusError(response.status, readServerError(text), asked, { retryAfterMs, body: withoutSecrets(text, secretsOf(asked)) });
}

/** A failure that came in the middle of a stream; its code, where it is a status, counts as one. */
export function streamErrorOf(value: unknown, asked: Asked): ModelError {
  const error = fromValue(value);
  const status = Number(error.code);
  return toStatusError(status >= 400 && status <= 599 ? status : 500, error, asked);
}

/** Facts that every failure of an endpoint carries. */
export function factsOf({ baseUrl, model }: Asked): ErrorFacts {
  return { origin: originOf(baseUrl), host: hostOf(baseUrl), ...(model !== undefined && { model }) };
}

/** What a whole response tells besides its error. */
interface Refusal {
  readonly retryAfterMs?: number | undefined;
  readonly body?: string;
}

function toStatusError(status: number, error: ServerError, asked: Asked, { retryAfterMs, body }: Refusal = {}): ModelError {
  const [kind, cause] = classify(status, error, asked);
  const said = quote(error.message, asked);
  const parameter = refusedPart(status, kind, error, asked.parameters ?? []);
  const facts = {
    ...factsOf(asked),
    status,
    ...(said && { said }),
    ...(parameter && { parameter }),
    ...(kind === 'context-overflow' && sizesOf(error)),
  };
  const mayWait = kind === 'rate-limit' || kind === 'server';
  return new ModelError(kind, cause, facts, { retryAfterMs: mayWait ? retryAfterMs : undefined, body });
}

type Verdict = readonly [ModelErrorKind, ErrorCause];

function classify(status: number, error: ServerError, asked: Asked): Verdict {
  if (status === 401) return ['auth', asked.apiKey ? 'key-refused' : 'key-missing'];
  if (status === 403) return ['auth', 'forbidden'];
  if (status === 429) return ['rate-limit', error.code === 'insufficient_quota' ? 'quota-exceeded' : 'rate-limited'];
  if (status === 407) return ['network', 'proxy-auth'];
  if (isOverflow(error)) return ['context-overflow', 'context-overflow'];
  if (status === 413) return ['context-overflow', 'request-too-large'];
  if (status === 408 || status === 504) return ['timeout', 'server-timeout'];
  if (status >= 500) return ['server', isLoading(status, error) ? 'model-loading' : 'server-failed'];
  if (namesModel(status, error, asked.model)) return ['model-not-found', 'model-not-found'];
  return ['bad-request', error.isHtml || status === 404 || status === 405 || status < 400 ? 'check-base-url' : 'bad-request'];
}

const OVERFLOW_CODE = /context_length_exceeded|exceed_context_size/;
const OVERFLOW_WORDS =
  /context (?:length|size|window|limit)|maximum context|(?:prompt|input) is too long|prompt too long|n_ctx|input tokens exceed/i;

/** OpenAI by its code, llama.cpp by its type, vLLM by the parameter, LM Studio and many others by their words alone. */
function isOverflow({ code, type, parameter, message }: ServerError): boolean {
  return OVERFLOW_CODE.test(code) || OVERFLOW_CODE.test(type) || /^input_(?:tokens|text)$/.test(parameter) || OVERFLOW_WORDS.test(message);
}

const CONTEXT_SIZE: readonly RegExp[] = [
  /(?:context (?:length|size|window)(?: is| of)?(?: only)?|configured limit of|n_ctx) ?\(?(\d+)/i,
  /\d(?: tokens)? > (\d+)/,
];
/** The exacter one first: what was requested may count the reply that was allowed too. */
const PROMPT_TOKENS: readonly RegExp[] = [
  /\((\d+) in the (?:messages|prompt)/,
  /(?:request \(|input \(|passed |contains (?:at least )?|resulted in |requested |too long: |keep the first )(\d+)(?: input)? tokens/i,
  /(?:requested tokens|n_keep) \((\d+)\)/i,
  /(\d+) \+ \d+ > \d/,
];

/** How many tokens there were and how many there may be, where the server says it. */
function sizesOf({ message, promptTokens, contextSize }: ServerError): ErrorFacts {
  const numberBy = (patterns: readonly RegExp[]) => patterns.map(pattern => Number(pattern.exec(message)?.[1])).find(count => count > 0);
  const tokens = promptTokens ?? numberBy(PROMPT_TOKENS);
  const size = contextSize ?? numberBy(CONTEXT_SIZE);
  return { ...(tokens && { promptTokens: tokens }), ...(size && { contextSize: size }) };
}

const isLoading = (status: number, { type, message }: ServerError): boolean =>
  status === 503 && (type === 'unavailable_error' || /\bload/i.test(message));

const MODEL_MISSING = /\bmodel\b.*\b(?:not exist|not found|unknown)\b|not a valid model/i;

function namesModel(status: number, { code, parameter, message }: ServerError, model: string | undefined): boolean {
  if (code === 'model_not_found' || parameter === 'model' || MODEL_MISSING.test(message)) return true;
  return status === 404 && model !== undefined && message.includes(model);
}

/** What of the request the server does not take, by its name among `sent`. A chat template that fails may be told with any status. */
function refusedPart(status: number, kind: ModelErrorKind, error: ServerError, sent: readonly string[]): string | undefined {
  if (sent.includes(SYSTEM_ROLE) && SYSTEM_REFUSED.some(words => words.test(error.message))) return SYSTEM_ROLE;
  return kind === 'bad-request' && (status === 400 || status === 422) ? refusedParameter(error, sent) : undefined;
}

/** In the words of the chat templates of Gemma and Mistral, and of OpenAI. */
const SYSTEM_REFUSED = [
  /system role (?:is )?not (?:supported|allowed)/i,
  /does not support ['"`]?system/i,
  /only user.{0,40}roles are supported/i,
  /(?:invalid|unexpected|unsupported|unknown) role:? ['"`]?system/i,
  /role:? ['"`]?system['"`]? is (?:not supported|not allowed|invalid)/i,
  /^(?!.*optional system).*roles must alternate/is,
];

/** A limit that is too high is the reader's to lower; only a parameter that is not taken at all can be left out. */
const ABOUT_VALUE = /too (?:large|high|big)|at most|less than|greater than|must be|out of range/i;

function refusedParameter({ parameter, message }: ServerError, sent: readonly string[]): string | undefined {
  const named = sent.find(name => name === parameter) ?? sent.find(name => mentions(message, name));
  return named && TOKEN_LIMITS.includes(named) && ABOUT_VALUE.test(message) ? undefined : named;
}

/** Names such as `stop` or `user` are words too: they count only in quotation marks. */
function mentions(message: string, name: string): boolean {
  const isWord = !name.includes('_') && name !== 'temperature';
  const escaped = name.replace(/[^\w]/g, '\\$&');
  return new RegExp(isWord ? `['"\`]${escaped}['"\`]` : `(?<!\\w)${escaped}(?!\\w)`).test(message);
}
