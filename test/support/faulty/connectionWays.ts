import { delta, frame, redirect, reset, silence, sse } from '../scriptedReplies.ts';
import { cutShort, cutText } from './pieces.ts';
import type { Way } from './ways.ts';

/** After this one the server listens to nobody for a moment, so that the next try is refused. */
export const REFUSED = 'refused';

const opening = frame(delta({ role: 'assistant', content: '' }));
const half = { finish: null, done: false } as const;

/** The connection fails, or nothing comes. */
export const connectionWays: readonly Way[] = [
  { name: REFUSED, reply: () => reset },
  { name: 'reset before the headers', reply: () => reset },
  { name: 'reset before the first word', reply: () => ({ stream: [opening], ending: 'reset' }) },
  { name: 'reset in the text', reply: ({ text, random }) => sse(cutText(cutShort(text, random), random), { ...half, ending: 'reset' }) },
  { name: 'end in the text', reply: ({ text, random }) => sse(cutText(cutShort(text, random), random), half) },
  { name: 'silence before the headers', reply: () => silence },
  { name: 'silence before the first word', reply: () => ({ stream: [opening], ending: 'silence' }) },
  {
    name: 'silence in the text',
    reply: ({ text, random }) => sse(cutText(cutShort(text, random), random), { ...half, ending: 'silence' }),
  },
  {
    name: 'pings and no word',
    reply: () => ({ stream: Array.from({ length: 80 }, (_, at) => (at % 2 ? 10 : ': ping\n\n')), ending: 'silence' }),
  },
  { name: 'no word of HTTP', reply: () => ({ headers: { 'content-length': '9' }, stream: ['data: longer than that\n\n'] }) },
  {
    name: 'redirect to another origin',
    reply: ({ elsewhere, key }) => redirect(`${elsewhere}/v1/chat/completions?key=${encodeURIComponent(key)}`),
  },
  { name: 'redirect within the origin', reply: () => redirect('/v1/moved/chat/completions', 308) },
];
