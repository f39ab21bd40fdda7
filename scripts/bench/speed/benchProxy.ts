import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ChatMessage } from '../../../src/engine/chat.ts';
import { frame } from '../../../test/support/scriptedReplies.ts';
import { stepWrapping, type TextFrame } from './stepWrapping.ts';

/** One request that went through, in milliseconds of `performance.now()` and tokens as the server counts them. */
export interface Exchange {
  readonly body: ChatBody;
  readonly startedAtMs: number;
  firstWordAtMs?: number;
  endedAtMs?: number;
  status?: number;
  promptTokens?: number;
  cachedTokens?: number;
  completionTokens?: number;
}

export interface ChatBody {
  readonly messages: readonly ChatMessage[];
  readonly response_format?: unknown;
  readonly [parameter: string]: unknown;
}

export interface BenchProxyOptions {
  /** The base URL of a server. */
  readonly target: string;
  readonly apiKey?: string | undefined;
  /**
   * The server refuses messages that end with the assistant's together with a format: the greeting of the seeds is left out,
   * and after their last step a user says a word.
   */
  readonly endsWithUser: boolean;
  /** Makes every reply just so long: the model writes so many tokens, and what it writes is put into a step where one is asked for. */
  readonly tokens?: number;
  /** The step with this number, from 1, decides to answer; with `tokens` only. */
  readonly steps: number;
}

/** A loopback proxy in front of a server that notes what passes, and can make all clients' steps equally long. */
export interface BenchProxy {
  readonly baseUrl: string;
  readonly exchanges: readonly Exchange[];
  /** The next request is the first of a run. */
  beginRun(): void;
  close(): Promise<void>;
}

export async function startBenchProxy(options: BenchProxyOptions): Promise<BenchProxy> {
  const exchanges: Exchange[] = [];
  let asked = 0;
  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const text = await readAll(incoming);
    const path = (incoming.url ?? '').replace(/^\/v1/, '');
    if (!path.endsWith('/chat/completions')) return forwardPlainly(path, options, outgoing);
    const exchange: Exchange = { body: JSON.parse(text), startedAtMs: performance.now() };
    exchanges.push(exchange);
    await forward(exchange, ++asked, options, outgoing);
    exchange.endedAtMs = performance.now();
  };
  const server = createServer((incoming, outgoing) => void answer(incoming, outgoing).catch(() => outgoing.destroy()));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    exchanges,
    beginRun: () => {
      asked = 0;
      exchanges.length = 0;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const headersFor = ({ apiKey }: BenchProxyOptions) => ({
  'content-type': 'application/json',
  ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }),
});

async function forwardPlainly(path: string, options: BenchProxyOptions, outgoing: ServerResponse): Promise<void> {
  const reply = await fetch(`${options.target}${path}`, { headers: headersFor(options) });
  outgoing.writeHead(reply.status, { 'content-type': reply.headers.get('content-type') ?? 'text/plain' });
  outgoing.end(await reply.text());
}

async function forward(exchange: Exchange, number: number, options: BenchProxyOptions, outgoing: ServerResponse): Promise<void> {
  const body = JSON.stringify(bodyFor(exchange.body, options));
  const reply = await fetch(`${options.target}/chat/completions`, { method: 'POST', headers: headersFor(options), body });
  exchange.status = reply.status;
  outgoing.writeHead(reply.status, { 'content-type': reply.headers.get('content-type') ?? 'text/event-stream' });
  if (!reply.ok || !reply.body) return void outgoing.end(await reply.text());
  const isStep = exchange.body.response_format !== undefined;
  const rewrite =
    options.tokens === undefined
      ? undefined
      : stepWrapping(isStep ? { title: `Part ${number}`, isLast: number >= options.steps } : undefined);
  for await (const data of dataOf(reply.body)) {
    note(exchange, data);
    for (const one of rewrite && data !== '[DONE]' ? rewrite(JSON.parse(data)) : [data]) {
      outgoing.write(typeof one === 'string' ? `data: ${one}\n\n` : frame({ ...one }));
    }
  }
  outgoing.end();
}

/** What is sent on in the place of what a client has sent. */
export function bodyFor(body: ChatBody, { endsWithUser, tokens }: Pick<BenchProxyOptions, 'endsWithUser' | 'tokens'>): ChatBody {
  const messages = endsWithUser ? endingWithUser(body.messages) : body.messages;
  if (tokens === undefined) return { ...body, messages };
  const { response_format: _format, ...others } = body;
  return { ...others, messages, max_tokens: tokens, ignore_eos: true };
}

/** The seeds' third message is their greeting; what alternates and ends with the user is ours and stays. */
function endingWithUser(messages: readonly ChatMessage[]): readonly ChatMessage[] {
  if (messages.at(-1)?.role === 'user' && messages.every(({ role }, at) => role !== messages[at - 1]?.role)) return messages;
  const ungreeted = messages.filter((_, place) => place !== 2);
  const spaced = ungreeted.flatMap((message, at) =>
    message.role === 'assistant' && ungreeted[at - 1]?.role === 'assistant' ? [GO_ON, message] : [message],
  );
  return spaced.at(-1)?.role === 'assistant' ? [...spaced, GO_ON] : spaced;
}

const GO_ON: ChatMessage = { role: 'user', content: 'Go on.' };

function note(exchange: Exchange, data: string): void {
  if (data === '[DONE]') return;
  const { choices, usage }: TextFrame = JSON.parse(data);
  if (choices?.[0]?.delta?.content) exchange.firstWordAtMs ??= performance.now();
  if (!usage) return;
  exchange.promptTokens = usage.prompt_tokens;
  exchange.completionTokens = usage.completion_tokens;
  exchange.cachedTokens = usage.prompt_tokens_details?.cached_tokens ?? 0;
}

/** The `data:` lines of a stream, as they come. */
export async function* dataOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string, void> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body) {
    rest += decoder.decode(chunk, { stream: true });
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.startsWith('data: ')) yield line.slice('data: '.length).trim();
  }
}

async function readAll(incoming: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of incoming) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}
