import { SYSTEM_ROLE } from '../../src/engine/ports.ts';
import type { Endpoint } from '../../src/model/endpoint.ts';
import { failure, type Reply } from '../support/scriptedReplies.ts';
import type { ChatBody } from '../support/scriptedServer.ts';

/** A server that does not take something that we send, and says so in its own words. */
export interface ParameterRefusal {
  readonly server: string;
  /** As the notice and what is remembered name it. */
  readonly parameter: string;
  readonly reply: Reply;
  readonly refuses: (body: ChatBody) => boolean;
  /** What is sent in its place. */
  readonly instead?: string;
  /** What the endpoint is set to, where that matters. */
  readonly endpoint?: Partial<Endpoint>;
}

const has = (name: string) => (body: ChatBody) => name in body;
const hasSystem = ({ messages }: ChatBody): boolean => messages.some(({ role }) => role === 'system');

const openAI = (message: string, param: string, code: string): Reply =>
  failure(400, message, { type: 'invalid_request_error', param, code });
/** Azure's older versions name nothing but in words. */
const azure = (message: string): Reply => failure(400, message, { type: 'invalid_request_error', param: null, code: null });
const vllm = (message: string): Reply => failure(400, message, { type: 'BadRequestError', param: null, code: 400 });
const forbidden = (name: string): Reply =>
  vllm(`[{'type': 'extra_forbidden', 'loc': ('body', '${name}'), 'msg': 'Extra inputs are not permitted', 'input': 0.2}]`);
const fastApi = (name: string): Reply => ({
  status: 422,
  body: { detail: [{ type: 'extra_forbidden', loc: ['body', name], msg: 'Extra inputs are not permitted' }] },
});
const mistral = (name: string): Reply => ({
  status: 422,
  body: {
    object: 'error',
    message: { detail: [{ type: 'extra_forbidden', loc: ['body', name], msg: 'Extra inputs are not permitted' }] },
    type: 'invalid_request_error',
  },
});
const llama = (name: string): Reply => failure(400, `Unsupported param: ${name}`, { type: 'invalid_request_error', code: 400 });

const TEMPERATURE = { parameter: 'temperature', refuses: has('temperature') };
const MAX_TOKENS = { parameter: 'max_tokens', instead: 'max_completion_tokens', refuses: has('max_tokens') };
const STREAM_OPTIONS = { parameter: 'stream_options', refuses: has('stream_options') };
const SYSTEM = { parameter: SYSTEM_ROLE, refuses: hasSystem };
const OPENAI_TEMPERATURE =
  "Unsupported value: 'temperature' does not support 0.2 with this model. Only the default (1) value is supported.";
const OPENAI_MAX_TOKENS = "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.";
const OPENAI_SYSTEM = "Unsupported value: 'messages[0].role' does not support 'system' with this model.";

/** Parameters that are refused by name, in the words of each kind of server. */
export const PARAMETER_REFUSALS: readonly ParameterRefusal[] = [
  { ...TEMPERATURE, server: 'OpenAI', reply: openAI(OPENAI_TEMPERATURE, 'temperature', 'unsupported_value') },
  { ...TEMPERATURE, server: 'Azure', reply: azure("Unsupported parameter: 'temperature' is not supported with this model.") },
  { ...TEMPERATURE, server: 'vLLM', reply: forbidden('temperature') },
  { ...TEMPERATURE, server: 'llama.cpp', reply: llama('temperature') },
  { ...MAX_TOKENS, server: 'OpenAI', reply: openAI(OPENAI_MAX_TOKENS, 'max_tokens', 'unsupported_parameter') },
  { ...MAX_TOKENS, server: 'Azure', reply: azure(OPENAI_MAX_TOKENS) },
  { ...MAX_TOKENS, server: 'vLLM', reply: forbidden('max_tokens') },
  { ...MAX_TOKENS, server: 'llama.cpp', reply: llama('max_tokens') },
  {
    ...STREAM_OPTIONS,
    server: 'OpenAI',
    reply: openAI('Unrecognized request argument supplied: stream_options', 'stream_options', 'unknown_parameter'),
  },
  { ...STREAM_OPTIONS, server: 'Azure', reply: azure('Unrecognized request argument supplied: stream_options') },
  { ...STREAM_OPTIONS, server: 'vLLM', reply: forbidden('stream_options') },
  { ...STREAM_OPTIONS, server: 'llama.cpp', reply: llama('stream_options') },
  { ...STREAM_OPTIONS, server: 'any on FastAPI', reply: fastApi('stream_options') },
  { ...STREAM_OPTIONS, server: 'Mistral', reply: mistral('stream_options') },
  { ...SYSTEM, server: 'OpenAI', reply: openAI(OPENAI_SYSTEM, 'messages[0].role', 'unsupported_value') },
  { ...SYSTEM, server: 'Azure', reply: azure(OPENAI_SYSTEM) },
  { ...SYSTEM, server: 'vLLM with Gemma', reply: vllm('System role not supported') },
  { ...SYSTEM, server: 'vLLM with Mistral', reply: vllm('Conversation roles must alternate user/assistant/user/assistant/...') },
  {
    ...SYSTEM,
    server: 'llama.cpp with Gemma',
    reply: failure(500, 'Jinja Exception: System role not supported', { type: 'server_error', code: 500 }),
  },
  {
    ...SYSTEM,
    server: 'LM Studio with Mistral',
    reply: { status: 400, body: { error: 'Error rendering prompt with jinja template: "Only user and assistant roles are supported!".' } },
  },
  {
    server: 'OpenAI',
    parameter: 'top_k',
    endpoint: { parameters: { top_k: 5 } },
    refuses: has('top_k'),
    reply: openAI('Unrecognized request argument supplied: top_k', '', 'unknown_parameter'),
  },
  {
    server: 'Azure',
    parameter: 'reasoning_effort',
    endpoint: { nativeReasoning: 'off' },
    refuses: has('reasoning_effort'),
    reply: azure('Unrecognized request argument supplied: reasoning_effort'),
  },
];

/** A server that does not take a response format: which one, and with which it is content. */
export interface FormatRefusal {
  readonly server: string;
  readonly refused: readonly ('json_schema' | 'json_object')[];
  readonly reply: Reply;
}

/** Response formats that are refused: the ladder goes down to the first that is taken. */
export const FORMAT_REFUSALS: readonly FormatRefusal[] = [
  {
    server: 'OpenAI',
    refused: ['json_schema'],
    reply: openAI(
      "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.",
      'response_format',
      'unsupported_value',
    ),
  },
  {
    server: 'Azure',
    refused: ['json_schema'],
    reply: azure('response_format value as json_schema is enabled only for api versions 2024-08-01-preview and later'),
  },
  { server: 'vLLM', refused: ['json_schema', 'json_object'], reply: forbidden('response_format') },
  {
    server: 'llama.cpp',
    refused: ['json_schema', 'json_object'],
    reply: failure(400, 'Failed to initialize samplers: std::exception', { type: 'invalid_request_error', code: 400 }),
  },
  { server: 'any on FastAPI', refused: ['json_schema', 'json_object'], reply: fastApi('response_format') },
];
