import type { ChatCompletionCreateParamsStreaming } from 'openai/resources/chat/completions';
import type { ChatMessage } from '../engine/chat.ts';
import { type ChatRequest, SYSTEM_ROLE } from '../engine/ports.ts';
import type { Endpoint } from './endpoint.ts';
import type { Learned } from './learned.ts';
import { stepJsonSchema } from './stepJsonSchema.ts';

/** What is sent for a request, with all that was learned about the endpoint. */
export function buildRequestBody(endpoint: Endpoint, request: ChatRequest, learned: Partial<Learned>): ChatCompletionCreateParamsStreaming {
  const format = responseFormat(request);
  return {
    ...parametersOf(endpoint, request, learned),
    model: endpoint.model,
    messages: !request.exactly && learned.refused?.includes(SYSTEM_ROLE) ? withoutSystem(request.messages) : [...request.messages],
    stream: true,
    ...(format && { response_format: format }),
  };
}

/** What a server may refuse of a body and can do without, by name; the response format is the ladder's. */
export function refusableIn(body: ChatCompletionCreateParamsStreaming): string[] {
  const names = Object.keys(body).filter(name => !['model', 'messages', 'stream', 'response_format'].includes(name));
  return body.messages.some(({ role }) => role === 'system') ? [...names, SYSTEM_ROLE] : names;
}

/** What is sent in the place of a refused parameter; `undefined` where it is only left out. */
export const standInFor = (parameter: string, baseUrl: string, refused: readonly string[]): string | undefined =>
  TOKEN_LIMITS.includes(parameter) ? tokenLimitName(baseUrl, refused) : undefined;

/** The words of the system message open the first user message: templates such as Gemma's know no other place for them. */
function withoutSystem([system, first, ...rest]: readonly ChatMessage[]): ChatMessage[] {
  if (system?.role !== 'system' || !first) return [system, first, ...rest].filter(message => message !== undefined);
  return [{ ...first, content: `${system.content}\n\n${first.content}` }, ...rest];
}

function parametersOf(
  endpoint: Endpoint,
  request: ChatRequest,
  { refused = [], reasons = false }: Partial<Learned>,
): Record<string, unknown> {
  if (request.exactly) return exactParametersOf(endpoint, request, refused);
  const tokenLimit = tokenLimitName(endpoint.baseUrl, refused);
  const parameters = {
    temperature: request.temperature,
    ...(tokenLimit && { [tokenLimit]: tokenLimitOf(endpoint, request, reasons) }),
    stream_options: { include_usage: true },
    ...(endpoint.nativeReasoning === 'off' && reasoningSwitch(endpoint.baseUrl)),
    ...endpoint.parameters,
  };
  return Object.fromEntries(Object.entries(parameters).filter(([name, value]) => value !== null && !refused.includes(name)));
}

/** As another program would send them, and the usage asked for, without which a stream has none. */
function exactParametersOf(
  { parameters }: Endpoint,
  { temperature, maxTokens }: ChatRequest,
  refused: readonly string[],
): Record<string, unknown> {
  const usage = refused.includes('stream_options') ? {} : { stream_options: { include_usage: true } };
  const all = { ...(temperature !== undefined && { temperature }), max_tokens: maxTokens, ...usage, ...parameters };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
}

/** The visible reply, and room for reasoning as far as the context has it: more would be refused by some servers. */
function tokenLimitOf(endpoint: Endpoint, { maxTokens, roomTokens = Number.POSITIVE_INFINITY }: ChatRequest, reasons: boolean): number {
  const allowance = reasons || endpoint.nativeReasoning === 'on' ? endpoint.reasoningAllowance : 0;
  return Math.min(maxTokens + allowance, Math.max(maxTokens, roomTokens));
}

/** The two names for the same number. */
export const TOKEN_LIMITS: readonly string[] = ['max_tokens', 'max_completion_tokens'];

const isOpenAI = (baseUrl: string): boolean => new URL(baseUrl).hostname === 'api.openai.com';

/** OpenAI's newer models know only the second name, most other servers only the first; what was refused gives way to the other. */
function tokenLimitName(baseUrl: string, refused: readonly string[]): string | undefined {
  return (isOpenAI(baseUrl) ? TOKEN_LIMITS.toReversed() : TOKEN_LIMITS).find(name => !refused.includes(name));
}

function responseFormat({ format, exactly }: ChatRequest): ChatCompletionCreateParamsStreaming['response_format'] {
  if (format === 'text') return undefined;
  if (format === 'object') return { type: 'json_object' };
  const { name, schema } = exactly?.jsonSchema ?? { name: 'step', schema: stepJsonSchema };
  return { type: 'json_schema', json_schema: { name, strict: true, schema } };
}

/** How each server is told not to think by itself. The last one is vLLM's and llama.cpp's, which ignore what they do not know. */
function reasoningSwitch(baseUrl: string): Readonly<Record<string, unknown>> {
  const { hostname } = new URL(baseUrl);
  if (hostname === 'api.openai.com') return { reasoning_effort: 'none' };
  if (hostname === 'api.deepseek.com') return { thinking: { type: 'disabled' } };
  if (hostname === 'openrouter.ai') return { reasoning: { enabled: false } };
  if (/^dashscope(?:-[a-z]+)?\.aliyuncs\.com$/.test(hostname)) return { enable_thinking: false };
  return { reasoning_effort: 'none', chat_template_kwargs: { enable_thinking: false } };
}
