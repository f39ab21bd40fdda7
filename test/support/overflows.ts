/** How a server says that a prompt is too long. `sizes`: the tokens of the prompt, and of the context, where it says them. */
export interface Overflow {
  readonly server: string;
  /** Where the words were seen. */
  readonly origin: string;
  readonly status: number;
  readonly body: { readonly error: unknown };
  readonly sizes: readonly [promptTokens: number | undefined, contextSize: number | undefined];
  /** Whether it was also seen in the middle of a stream, under a status of 200. */
  readonly inStream?: true;
}

const overflow = (
  server: string,
  origin: string,
  error: string | { readonly message: string; readonly [field: string]: unknown },
  sizes: Overflow['sizes'],
  more: Partial<Overflow> = {},
): Overflow => ({ server, origin, status: 400, body: { error }, sizes, ...more });

const OPENAI = { type: 'invalid_request_error', param: 'messages', code: 'context_length_exceeded' };
const VLLM = { type: 'BadRequestError', code: 400 };

/** The forms in which servers refuse a prompt that is too long. */
export const OVERFLOWS: readonly Overflow[] = [
  overflow(
    'OpenAI',
    'Nutlope/aicommits#259',
    { message: "This model's maximum context length is 4096 tokens. However, your messages resulted in 5000 tokens. Please …", ...OPENAI },
    [5000, 4096],
  ),
  overflow(
    'OpenAI, where the reply that was allowed is counted in',
    'mckaywrigley/chatbot-ui#102',
    {
      message:
        "This model's maximum context length is 4097 tokens. However, you requested 4120 tokens (3120 in the messages, 1000 in the completion).",
      ...OPENAI,
    },
    [3120, 4097],
  ),
  overflow(
    'OpenAI, of today',
    'cline/cline#5474',
    { message: 'Input tokens exceed the configured limit of 272000 tokens. Your messages resulted in 289650 tokens. Please …', ...OPENAI },
    [289_650, 272_000],
  ),
  overflow(
    'vLLM, older',
    'vllm-project/vllm#20409',
    {
      message:
        "This model's maximum context length is 16384 tokens. However, you requested 122946 tokens (112946 in the messages, 10000 in the completion).",
      ...VLLM,
    },
    [112_946, 16_384],
  ),
  overflow(
    'vLLM 0.32 on the CPU',
    'seen',
    {
      message: "This model's maximum context length is 4096 tokens. However, your prompt contains at least 4097 input tokens, so …",
      param: 'input_tokens',
      ...VLLM,
    },
    [4097, 4096],
  ),
  overflow(
    'vLLM, newer',
    'vllm/renderers/params.py',
    {
      message: "You passed 5000 input tokens and requested 100 output tokens. However, the model's context length is only 4096 tokens.",
      param: 'input_text',
      ...VLLM,
    },
    [5000, 4096],
  ),
  overflow(
    'vLLM, whose limit of tokens alone is too high',
    'seen',
    { message: "max_tokens is too large: 5000. This model's maximum context length is 4096 tokens.", param: 'max_tokens', code: 400 },
    [undefined, 4096],
  ),
  overflow(
    'llama.cpp',
    'seen',
    {
      code: 400,
      message: 'request (6031 tokens) exceeds the available context size (4096 tokens), try increasing it',
      type: 'exceed_context_size_error',
      n_prompt_tokens: 6031,
      n_ctx: 4096,
    },
    [6031, 4096],
    { inStream: true },
  ),
  overflow(
    'llama.cpp, older',
    'ggml-org/llama.cpp#15780',
    {
      code: 500,
      message: 'the request exceeds the available context size. try increasing the context size or enable context shift',
      type: 'exceed_context_size_error',
      n_prompt_tokens: 1407,
      n_ctx: 256,
    },
    [1407, 256],
    { status: 500, inStream: true },
  ),
  overflow(
    'llama-cpp-python',
    'abetlen/llama-cpp-python#416',
    { message: 'Requested tokens (516) exceed context window of 512' },
    [516, 512],
    {
      status: 500,
    },
  ),
  overflow(
    'LM Studio',
    'lmstudio-ai/lmstudio-bug-tracker#546',
    'Trying to keep the first 5000 tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens, which is not enough.',
    [5000, 4096],
    { inStream: true },
  ),
  overflow(
    'LM Studio, newer',
    'anomalyco/opencode#11141',
    { message: 'Cannot truncate prompt with n_keep (15028) >= n_ctx (7424)' },
    [15_028, 7424],
    { inStream: true },
  ),
  overflow('LM Studio with MLX', 'lmstudio-ai/lmstudio-bug-tracker#2339', 'Context size has been exceeded.', [undefined, undefined], {
    inStream: true,
  }),
  overflow('Ollama', 'nano-step/nano-brain#208', 'the input length exceeds the context length', [undefined, undefined]),
  overflow(
    'SGLang behind OpenRouter',
    'CherryHQ/cherry-studio#5538',
    { message: "The input (49146 tokens) is longer than the model's context length (40960 tokens).", code: 502 },
    [49_146, 40_960],
    { status: 502 },
  ),
  overflow(
    'oMLX',
    'ValueCell-ai/ClawX#658',
    { message: 'Prompt too long: 41911 tokens exceeds max context window of 32768 tokens' },
    [41_911, 32_768],
  ),
  overflow(
    'Anthropic behind a proxy',
    'continuedev/continue#6080',
    { message: 'input length and `max_tokens` exceed context limit: 199759 + 8192 > 200000, decrease input length or `max_tokens`' },
    [199_759, 200_000],
  ),
];
