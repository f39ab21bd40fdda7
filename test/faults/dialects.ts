import zlib from 'node:zlib';
import type { ErrorCause } from '../../src/engine/errors.ts';
import type { Usage } from '../../src/engine/usage.ts';
import { delta, frame, type Reply, sse, whole } from '../support/scriptedReplies.ts';

/** What must be read from a reply. */
export interface Heard {
  readonly text?: string;
  readonly reasoning?: string;
  /** `stop` where it is left out; `null`: the server never said so. */
  readonly finish?: string | null;
  readonly usage?: Usage;
  /** The cause of the failure that it ends with, if it does. */
  readonly cause?: ErrorCause;
}

/** A way in which some server writes its replies. */
export interface Dialect {
  readonly name: string;
  readonly reply: Reply;
  readonly heard: Heard;
}

const DONE = 'data: [DONE]\n\n';
const say = (content: string, finish: string | null = null): string => frame(delta({ content }, finish));
const FINISH = frame(delta({}, 'stop'));
const HELLO = say('Hel') + say('lo') + FINISH + DONE;
const hello: Heard = { text: 'Hello' };
const stream = (...pieces: readonly (string | Uint8Array)[]): Reply => ({ stream: pieces });
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const usage = (completion: number) => ({ prompt_tokens: 7, completion_tokens: completion, total_tokens: 7 + completion });
const counted: Usage = { promptTokens: 7, completionTokens: 2 };
const zipped = (name: string, zip: (text: string) => Uint8Array): Dialect => ({
  name: `compressed with ${name}`,
  reply: { headers: { 'content-encoding': name }, stream: [zip(HELLO)] },
  heard: hello,
});

/** How servers frame a stream. */
const FRAMING: readonly Dialect[] = [
  { name: 'as OpenAI writes it', reply: sse(['Hel', 'lo']), heard: hello },
  { name: 'lines that end with CRLF', reply: stream(HELLO.replaceAll('\n', '\r\n')), heard: hello },
  { name: 'lines that end with CR', reply: stream(HELLO.replaceAll('\n', '\r')), heard: hello },
  { name: 'CRLF cut in the middle', reply: stream(...HELLO.replaceAll('\n', '\r\n').split(/(?<=\r)/)), heard: hello },
  { name: 'data without a blank', reply: stream(HELLO.replaceAll('data: ', 'data:')), heard: hello },
  { name: 'a byte order mark', reply: stream(`\ufeff${HELLO}`), heard: hello },
  { name: 'blank lines first', reply: stream(`\n\n\n${HELLO}`), heard: hello },
  { name: 'a comment first', reply: stream(`: OPENROUTER PROCESSING\n\n${HELLO}`), heard: hello },
  { name: 'pings between the frames', reply: stream(HELLO.replaceAll('\n\n', '\n\n: ping - 2026-11-22\n\n')), heard: hello },
  { name: 'event names', reply: stream(HELLO.replaceAll('data: ', 'event: message\ndata: ')), heard: hello },
  { name: 'ids and retry times', reply: stream(`retry: 3000\n\n${HELLO.replaceAll('data: ', 'id: 7\ndata: ')}`), heard: hello },
  {
    name: 'JSON over several data lines',
    reply: stream(`data: {"choices":[{"delta":\ndata: {"content":"Hello"}}]}\n\n${FINISH}`),
    heard: hello,
  },
  { name: 'empty frames', reply: stream(`data:\n\ndata: \n\n${HELLO}`), heard: hello },
  { name: 'a last frame that no blank line ends', reply: stream(say('Hello') + FINISH.trimEnd()), heard: hello },
  { name: 'every byte by itself', reply: stream(...[...bytes(HELLO)].map(byte => Uint8Array.of(byte))), heard: hello },
  {
    name: 'characters cut in the middle',
    reply: stream(...[...bytes(say('步骤🙂') + FINISH)].map(byte => Uint8Array.of(byte))),
    heard: { text: '步骤🙂' },
  },
  { name: 'a surrogate pair as two escapes', reply: stream(say('?', 'stop').replace('?', '\\ud83d\\ude42')), heard: { text: '🙂' } },
  zipped('gzip', zlib.gzipSync),
  zipped('deflate', zlib.deflateSync),
  zipped('br', zlib.brotliCompressSync),
  {
    name: 'frames that are no JSON between good ones',
    reply: stream(`${say('Hel')}data: {"choices":[{"del\n\ndata: ping\n\n${say('lo')}${FINISH}`),
    heard: hello,
  },
  {
    name: 'frames that are JSON of another kind',
    reply: stream(`data: [1]\n\ndata: 7\n\ndata: null\n\ndata: {"choices":"none"}\n\n${HELLO}`),
    heard: hello,
  },
];

/** How servers begin and end one. */
const ENDS: readonly Dialect[] = [
  { name: 'no [DONE]', reply: stream(say('Hello') + FINISH), heard: hello },
  { name: '[DONE] with blanks', reply: stream(`${say('Hello')}data:  [DONE] \n\n`), heard: hello },
  { name: '[DONE] and no reason for the end', reply: stream(say('Hello') + DONE), heard: hello },
  { name: 'neither', reply: stream(say('Hello')), heard: { ...hello, finish: null } },
  { name: 'the reason with the last words', reply: stream(say('Hel') + say('lo', 'length') + DONE), heard: { ...hello, finish: 'length' } },
  { name: 'words after the end', reply: stream(say('Hello', 'stop') + say(' again') + DONE), heard: hello },
  { name: 'a connection that stays open after [DONE]', reply: { stream: [HELLO], ending: 'silence' }, heard: hello },
  { name: 'a connection that breaks after the end', reply: { stream: [say('Hello') + FINISH], ending: 'reset' }, heard: hello },
  { name: 'an error after the end', reply: stream(say('Hello') + FINISH + frame({ error: 'late' })), heard: hello },
  { name: 'an empty reason', reply: stream(say('Hello', '') + DONE), heard: hello },
  { name: 'nothing at all', reply: stream(''), heard: { finish: null, cause: 'stream-broken' } },
  { name: 'only pings', reply: stream(': ping\n\n'), heard: { finish: null, cause: 'stream-broken' } },
];

/** What stands in the chunks. */
const CHUNKS: readonly Dialect[] = [
  { name: 'no role', reply: stream(HELLO), heard: hello },
  { name: 'a role in every chunk', reply: stream(frame(delta({ role: 'assistant', content: 'Hello' })) + FINISH), heard: hello },
  { name: 'null content', reply: stream(frame(delta({ role: 'assistant', content: null })) + HELLO), heard: hello },
  { name: 'null deltas', reply: stream(frame({ choices: [{ index: 0, delta: null }] }) + HELLO), heard: hello },
  { name: 'no choices in the first chunk', reply: stream(frame({ choices: [], prompt_filter_results: [{}] }) + HELLO), heard: hello },
  {
    name: 'a message in the place of the delta',
    reply: stream(frame({ choices: [{ message: { content: 'Hello' }, finish_reason: 'stop' }] })),
    heard: hello,
  },
  {
    name: 'usage in a chunk of its own',
    reply: sse(['Hello'], { usage: { prompt: 7, completion: 2 } }),
    heard: { ...hello, usage: counted },
  },
  {
    name: 'usage in every chunk',
    reply: stream(
      frame({ ...delta({ content: 'Hel' }), usage: usage(1) }) + frame({ ...delta({ content: 'lo' }, 'stop'), usage: usage(2) }),
    ),
    heard: { ...hello, usage: counted },
  },
  {
    name: 'usage null until the end',
    reply: stream(frame({ ...delta({ content: 'Hello' }, 'stop'), usage: null }) + frame({ choices: [], usage: usage(2) })),
    heard: { ...hello, usage: counted },
  },
  {
    name: 'counts that are no numbers',
    reply: stream(say('Hello') + frame({ ...delta({}, 'stop'), usage: { prompt_tokens: '7', completion_tokens: null } })),
    heard: { ...hello, usage: {} },
  },
  {
    name: 'content in parts',
    reply: stream(
      frame(
        delta(
          {
            content: [
              { type: 'text', text: 'Hel' },
              { type: 'text', text: 'lo' },
            ],
          },
          'stop',
        ),
      ),
    ),
    heard: hello,
  },
  { name: 'reasoning', reply: sse(['Hello'], { reasoning: ['h', 'm'] }), heard: { ...hello, reasoning: 'hm' } },
  {
    name: 'reasoning_content',
    reply: sse(['Hello'], { reasoning: ['h', 'm'], as: 'reasoning_content' }),
    heard: { ...hello, reasoning: 'hm' },
  },
  {
    name: 'reasoning under both names',
    reply: stream(frame(delta({ reasoning: 'hm', reasoning_content: 'hm' })) + say('Hello', 'stop')),
    heard: { ...hello, reasoning: 'hm' },
  },
  {
    name: 'reasoning that is empty under one name',
    reply: stream(frame(delta({ reasoning: '', reasoning_content: 'hm' })) + say('Hello', 'stop')),
    heard: { ...hello, reasoning: 'hm' },
  },
  {
    name: 'reasoning among the parts of the content',
    reply: stream(frame(delta({ content: [{ type: 'thinking', thinking: [{ type: 'text', text: 'hm' }] }] })) + say('Hello', 'stop')),
    heard: { ...hello, reasoning: 'hm' },
  },
  {
    name: 'reasoning and words in one chunk',
    reply: stream(frame(delta({ content: 'Hello', reasoning: 'hm' }, 'stop'))),
    heard: { ...hello, reasoning: 'hm' },
  },
  {
    name: 'a frame of 5 MB around one word',
    reply: stream(frame({ ...delta({ content: 'Hello' }, 'stop'), logprobs: 'x'.repeat(5_000_000) })),
    heard: hello,
  },
  { name: 'a frame with 5 MB of words', reply: stream(say('x'.repeat(5_000_000), 'stop')), heard: { text: 'x'.repeat(5_000_000) } },
];

/** Servers that do not stream though they were asked to. */
const WHOLE: readonly Dialect[] = [
  {
    name: 'a completion in one piece',
    reply: whole('Hello', { usage: { prompt: 7, completion: 2 } }),
    heard: { ...hello, usage: counted },
  },
  {
    name: 'a completion with blanks around it',
    reply: { body: `\n\n ${JSON.stringify(whole('Hello').body, undefined, 2)}\n` },
    heard: hello,
  },
  {
    name: 'a completion that calls itself a stream',
    reply: { headers: { 'content-type': 'text/event-stream' }, body: JSON.stringify(whole('Hello').body) },
    heard: hello,
  },
  { name: 'a completion in one frame', reply: stream(`data: ${JSON.stringify(whole('Hello').body)}\n\n`), heard: hello },
  { name: 'a stream that calls itself JSON', reply: { headers: { 'content-type': 'application/json' }, stream: [HELLO] }, heard: hello },
  { name: 'a stream that calls itself nothing', reply: { headers: { 'content-type': '' }, stream: [HELLO] }, heard: hello },
];

/** How failures come when the status said that all was well. */
const FAILURES: readonly Dialect[] = [
  {
    name: 'an error object',
    reply: stream(say('Hel') + frame({ error: { message: 'dead', code: 500 } }) + DONE),
    heard: { text: 'Hel', finish: null, cause: 'server-failed' },
  },
  {
    name: 'an error with a status',
    reply: stream(say('Hel') + frame({ error: { message: 'Slow down', code: 429 } })),
    heard: { text: 'Hel', finish: null, cause: 'rate-limited' },
  },
  {
    name: 'an error that is a string',
    reply: stream(say('Hel') + frame({ error: 'dead' })),
    heard: { text: 'Hel', finish: null, cause: 'server-failed' },
  },
  {
    name: 'an event called error, in plain text',
    reply: stream(`${say('Hel')}event: error\ndata: dead\n\n`),
    heard: { text: 'Hel', finish: null, cause: 'server-failed' },
  },
  {
    name: 'an event called error, as an object',
    reply: stream(`event: error\ndata: {"error":{"message":"dead"}}\n\n`),
    heard: { finish: null, cause: 'server-failed' },
  },
  {
    name: 'an object that is an error itself',
    reply: stream(frame({ object: 'error', message: 'dead', type: 'InternalServerError', code: 500 })),
    heard: { finish: null, cause: 'server-failed' },
  },
  { name: 'a body that is an error', reply: { body: { error: { message: 'dead' } } }, heard: { finish: null, cause: 'server-failed' } },
  { name: 'a body of another kind', reply: { body: { status: 'ok' } }, heard: { finish: null, cause: 'check-base-url' } },
  { name: 'a page', reply: { body: '<!doctype html><p>Hello' }, heard: { finish: null, cause: 'check-base-url' } },
  { name: 'half a body', reply: { body: '{"choices":[{"mess' }, heard: { finish: null, cause: 'not-json' } },
  { name: 'a refusal', reply: stream(frame(delta({ refusal: 'No.' })) + FINISH), heard: { finish: null, cause: 'model-refused' } },
  {
    name: 'a content filter',
    reply: stream(say('Hel') + frame(delta({}, 'content_filter'))),
    heard: { text: 'Hel', finish: null, cause: 'content-filter' },
  },
  {
    name: 'a compressed stream that breaks off',
    reply: { headers: { 'content-encoding': 'gzip' }, stream: [zlib.gzipSync(HELLO).subarray(0, 30)], ending: 'reset' },
    heard: { finish: null, cause: 'stream-broken' },
  },
];

export const DIALECTS: readonly Dialect[] = [...FRAMING, ...ENDS, ...CHUNKS, ...WHOLE, ...FAILURES];
