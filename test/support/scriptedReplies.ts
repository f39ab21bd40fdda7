import type { StepText } from '../../src/engine/step.ts';
import { writeStep } from '../../src/engine/step.ts';

/** What is written at once, or what is waited for before the next piece: milliseconds, or a promise that the test settles. */
export type Piece = string | Uint8Array | number | PromiseLike<unknown>;

/** One reply. A `body` is sent whole (an object as JSON), `stream` piece by piece as it stands; with neither and no status, no headers. */
export interface Reply {
  /** 200 where it is left out. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | Readonly<Record<string, unknown>>;
  readonly stream?: readonly Piece[];
  /** Written after that again and again, until the client goes away. */
  readonly endless?: string;
  /** Waited for before the headers. */
  readonly before?: number | PromiseLike<unknown>;
  /** `end` (the default) ends as HTTP says; `silence` says no more; `reset` breaks the connection. */
  readonly ending?: 'end' | 'silence' | 'reset';
}

/** What else a streamed reply holds besides its text. */
export interface StreamOptions {
  /** `stop` where it is left out; `null`: none is sent. */
  readonly finish?: string | null;
  readonly usage?: { readonly prompt: number; readonly completion: number; readonly cached?: number };
  /** The model's own reasoning, sent before the text under `as` (default `reasoning`). */
  readonly reasoning?: readonly string[];
  readonly as?: 'reasoning' | 'reasoning_content';
  /** Waited between the pieces of text, in milliseconds. */
  readonly pauseMs?: number;
  /** Whether `[DONE]` is sent (default true). */
  readonly done?: boolean;
  readonly ending?: Reply['ending'];
}

/** No headers, no word: the client waits. */
export const silence: Reply = { ending: 'silence' };

/** The connection breaks instead of an answer. */
export const reset: Reply = { ending: 'reset' };

/** A chat completion streamed as servers stream it, one frame for each piece of text; numbers and promises are waited for. */
export function sse(pieces: readonly Piece[], options: StreamOptions = {}): Reply {
  const { finish = 'stop', usage, reasoning = [], as = 'reasoning', pauseMs, done = true } = options;
  const text = pieces.map(piece => (typeof piece === 'string' ? frame(delta({ content: piece })) : piece));
  return {
    stream: [
      frame(delta({ role: 'assistant', content: '' })),
      ...reasoning.map(piece => frame(delta({ [as]: piece }))),
      ...(pauseMs === undefined ? text : text.flatMap(piece => [pauseMs, piece])),
      ...(finish === null ? [] : [frame(delta({}, finish))]),
      ...(usage ? [frame({ choices: [], usage: wireUsage(usage) })] : []),
      ...(done ? ['data: [DONE]\n\n'] : []),
    ],
    ...(options.ending && { ending: options.ending }),
  };
}

/** A streamed step, as the schema asks for it, cut into pieces of about 12 characters. */
export function sseStep(step: StepText, options: StreamOptions = {}): Reply {
  return sse(writeStep(step).match(/.{1,12}/gsu) ?? [], options);
}

/** One `data:` frame of a stream. */
export const frame = (value: Readonly<Record<string, unknown>>): string => `data: ${JSON.stringify(value)}\n\n`;

/** The frame's value for one delta, for streams that a test writes by hand. */
export const delta = (change: Readonly<Record<string, unknown>>, finish: string | null = null) => ({
  object: 'chat.completion.chunk',
  choices: [{ index: 0, delta: change, finish_reason: finish }],
});

/** The answer of a server that does not stream. */
export function whole(text: string, { finish = 'stop', usage }: Pick<StreamOptions, 'finish' | 'usage'> = {}): Reply {
  const choice = { index: 0, message: { role: 'assistant', content: text }, finish_reason: finish };
  return { body: { object: 'chat.completion', choices: [choice], ...(usage && { usage: wireUsage(usage) }) } };
}

/** A refusal in OpenAI's form; `facts` may hold `type`, `param`, `code` and what else a server tells. */
export const failure = (status: number, message: string, facts: Readonly<Record<string, unknown>> = {}): Reply => ({
  status,
  body: { error: { message, ...facts } },
});

/** A page for people where JSON was expected. */
export const html = (text = 'Hello', status = 200): Reply => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: `<!doctype html><html><title>${text}</title><body>${text}</body></html>`,
});

export const redirect = (location: string, status = 307): Reply => ({ status, headers: { location }, body: '' });

const wireUsage = ({ prompt, completion, cached }: NonNullable<StreamOptions['usage']>) => ({
  prompt_tokens: prompt,
  completion_tokens: completion,
  total_tokens: prompt + completion,
  ...(cached !== undefined && { prompt_tokens_details: { cached_tokens: cached } }),
});
