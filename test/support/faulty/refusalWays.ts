import { failure } from '../scriptedReplies.ts';
import type { Occasion, Way } from './ways.ts';

/** A parameter that is in the request is refused by its name. */
const refusesParameter = (parameter: string): Way => ({
  name: `refuses ${parameter}`,
  fits: ({ request }) => parameter in request.body,
  reply: () =>
    failure(400, `Unsupported parameter: '${parameter}' is not supported with this model.`, {
      type: 'invalid_request_error',
      param: parameter,
    }),
});

const hasFormat = ({ request }: Occasion): boolean => request.body.response_format !== undefined;
const hasSchema = ({ request }: Occasion): boolean => request.body.response_format?.type === 'json_schema';

/** The server takes a part of the request not, or all of it is too long. */
export const refusalWays: readonly Way[] = [
  ...['temperature', 'max_tokens', 'max_completion_tokens', 'stream_options'].map(refusesParameter),
  {
    name: 'refuses the schema',
    fits: hasSchema,
    reply: () => failure(400, 'Failed to initialize samplers: std::exception', { type: 'invalid_request_error', code: 400 }),
  },
  {
    name: 'refuses response_format',
    fits: hasFormat,
    reply: () => failure(422, 'response_format: extra fields not permitted', { param: 'response_format' }),
  },
  {
    name: 'context overflow as OpenAI tells it',
    reply: () =>
      failure(400, "This model's maximum context length is 4096 tokens. However, your messages resulted in 5000 tokens.", {
        type: 'invalid_request_error',
        param: 'messages',
        code: 'context_length_exceeded',
      }),
  },
  {
    name: 'context overflow as vLLM tells it',
    reply: () =>
      failure(400, "This model's maximum context length is 4096 tokens. However, your prompt contains at least 4097 input tokens.", {
        type: 'BadRequestError',
        param: 'input_tokens',
        code: 400,
      }),
  },
  {
    name: 'context overflow as llama.cpp tells it',
    reply: () =>
      failure(400, 'request (6031 tokens) exceeds the available context size (4096 tokens), try increasing it', {
        type: 'exceed_context_size_error',
        code: 400,
        n_prompt_tokens: 6031,
        n_ctx: 4096,
      }),
  },
  {
    name: 'context overflow as LM Studio tells it',
    reply: () => ({
      status: 400,
      body: {
        error:
          'Trying to keep the first 5000 tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens, which is not enough.',
      },
    }),
  },
];
