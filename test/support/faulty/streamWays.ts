import { gzipSync } from 'node:zlib';
import { delta, frame, type Piece, type Reply, sse, whole } from '../scriptedReplies.ts';
import { cutBytes, cutShort, cutText } from './pieces.ts';
import type { Occasion, Way } from './ways.ts';

const DONE = 'data: [DONE]\n\n';
const usage = { prompt: 300, completion: 60, cached: 200 };
const textFrames = ({ text, random }: Occasion): string[] => cutText(text, random).map(content => frame(delta({ content })));
const halfFrames = (occasion: Occasion): string[] => textFrames({ ...occasion, text: cutShort(occasion.text, occasion.random) });
const asText = (reply: Reply): string => (reply.stream ?? []).join('');
const streamed = (bytes: readonly Piece[], headers: Readonly<Record<string, string>> = {}): Reply => ({ stream: bytes, headers });
const good = ({ text, random }: Occasion): Reply => sse(cutText(text, random), { usage });

/** A stream that is told in a dialect of its own, or breaks off with an error. */
export const streamWays: readonly Way[] = [
  {
    name: 'error object in the stream',
    reply: occasion =>
      streamed([...halfFrames(occasion), frame({ error: { message: `Out of memory (${occasion.key})`, code: 500 } }), DONE]),
  },
  {
    name: 'error string in the stream',
    reply: occasion => streamed([...halfFrames(occasion), frame({ error: `Worker died: ${occasion.key}` })]),
  },
  { name: 'error event in the stream', reply: occasion => streamed([...halfFrames(occasion), 'event: error\ndata: overloaded\n\n']) },
  {
    name: '[DONE] after an error',
    reply: () => streamed([frame({ error: { message: 'Engine died', type: 'InternalServerError', code: 500 } }), DONE]),
  },
  {
    name: 'invalid frames',
    reply: occasion =>
      streamed([
        ...textFrames(occasion).flatMap(one => [one, 'data: {"choices":[{"del\n\n', 'nonsense\n\n']),
        frame(delta({}, 'stop')),
        DONE,
      ]),
  },
  { name: 'CRLF', reply: occasion => streamed([asText(good(occasion)).replaceAll('\n', '\r\n')]) },
  {
    name: 'pings',
    reply: occasion =>
      streamed(
        textFrames(occasion)
          .flatMap(one => [': ping\n\n', one])
          .concat(frame(delta({}, 'stop')), DONE),
      ),
  },
  { name: 'no [DONE]', reply: ({ text, random }) => sse(cutText(text, random), { done: false }) },
  {
    name: 'usage in chunks of its own',
    reply: occasion =>
      streamed(
        textFrames(occasion)
          .flatMap(one => [one, frame({ choices: [], usage: { prompt_tokens: 9, completion_tokens: 1 } })])
          .concat(frame(delta({}, 'stop')), DONE),
      ),
  },
  {
    name: 'deltas of null',
    reply: occasion =>
      streamed([
        frame({ choices: [{ index: 0, delta: null }] }),
        ...textFrames(occasion),
        frame({ choices: null }),
        frame(delta({ content: null }, 'stop')),
        DONE,
      ]),
  },
  { name: 'a server that does not stream', reply: ({ text }) => whole(text, { usage }) },
  { name: 'a completion without an answer', reply: () => ({ body: { object: 'chat.completion', choices: [] } }) },
  { name: 'characters cut between writes', reply: occasion => streamed(cutBytes(asText(good(occasion)), occasion.random)) },
  { name: 'zipped', reply: occasion => streamed([gzipSync(asText(good(occasion)))], { 'content-encoding': 'gzip' }) },
  {
    name: 'zipped and broken',
    reply: occasion => streamed([gzipSync(asText(good(occasion))).subarray(0, 40)], { 'content-encoding': 'gzip' }),
  },
];
