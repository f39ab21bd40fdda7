import type { ChatCompletionCreateParamsStreaming } from 'openai/resources/chat/completions';
import type { ChatRequest, Rung } from '../engine/ports.ts';
import type { Endpoint } from './endpoint.ts';
import type { Learned } from './learned.ts';
import { stepJsonSchema } from './stepJsonSchema.ts';

/** What is sent for a request, with all that was learned about the endpoint. */
export function buildRequestBody(endpoint: Endpoint, request: ChatRequest, learned: Partial<Learned>): ChatCompletionCreateParamsStreaming {
  const format = responseFormat(request.format);
  return {
    ...parametersOf(endpoint, request, learned),
    model: endpoint.model,
    messages: [...request.messages],
    stream: true,
    ...(format && { response_format: format }),
  };
}

/** The names in a body that a server may refuse and that can be left out; the response format is the ladder's. */
export const refusableIn = (body: ChatCompletionCreateParamsStreaming): string[] =>
  Object.keys(body).filter(name => !['model', 'messages', 'stream', 'response_format'].includes(name));

function parametersOf(endpoint: Endpoint, request: ChatRequest, { refused = [], reasons }: Partial<Learned>): Record<string, unknown> {
  const allowance = reasons || endpoint.nativeReasoning === 'on' ? endpoint.reasoningAllowance : 0;
  const tokenLimit = tokenLimitName(endpoint.baseUrl, refused);
  const parameters = {
    temperature: request.temperature,
    ...(tokenLimit && { [tokenLimit]: request.maxTokens + allowance }),
    stream_options: { include_usage: true },
    ...(endpoint.nativeReasoning === 'off' && reasoningSwitch(endpoint.baseUrl)),
    ...endpoint.parameters,
  };
  return Object.fromEntries(Object.entries(parameters).filter(([name, value]) => value !== null && !refused.includes(name)));
}

const isOpenAI = (baseUrl: string): boolean => new URL(baseUrl).hostname === 'api.openai.com';

/** OpenAI's newer models know only the second name, most other servers only the first; what was refused gives way to the other. */
function tokenLimitName(baseUrl: string, refused: readonly string[]): string | undefined {
  const names = ['max_tokens', 'max_completion_tokens'];
  return (isOpenAI(baseUrl) ? names.toReversed() : names).find(name => !refused.includes(name));
}

function responseFormat(rung: Rung): ChatCompletionCreateParamsStreaming['response_format'] {
  if (rung === 'text') return undefined;
  if (rung === 'object') return { type: 'json_object' };
  return { type: 'json_schema', json_schema: { name: 'step', strict: true, schema: stepJsonSchema } };
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
