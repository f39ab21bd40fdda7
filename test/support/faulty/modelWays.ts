import { fixturesByClass, readFixtures } from '../replyFixtures.ts';
import { delta, frame, sse } from '../scriptedReplies.ts';
import { cutShort, cutText } from './pieces.ts';
import type { Way } from './ways.ts';

const half = { finish: null, done: false } as const;
const THOUGHTS = ['Let me see. ', '让我想想。', '🤔 '];

/** One way for each class of the corpus of replies; which reply of the class comes is drawn. */
const unreadableWays: readonly Way[] = [...fixturesByClass(readFixtures())].map(([name, members]) => ({
  name: `reply: ${name}`,
  reply: ({ random }) => {
    const fixture = members[Math.floor(random() * members.length)];
    const { text = '', pieces, reasoning = [], finish = 'stop' } = fixture ?? {};
    return sse(pieces ?? cutText(text, random), { finish, reasoning });
  },
}));

/** The model writes something else than it was asked for. */
export const modelWays: readonly Way[] = [
  ...unreadableWays,
  { name: 'nothing', reply: () => sse([]) },
  { name: 'nothing but [DONE]', reply: () => ({ stream: ['data: [DONE]\n\n'] }) },
  { name: 'blanks without an end', reply: () => sse([...Array<string>(400).fill(' \n '), ' '], { ...half, ending: 'silence' }) },
  {
    name: 'text without an end',
    reply: ({ text }) => sse([text.slice(0, 12), ...Array<string>(3000).fill('On and on, a word more. ')], { ...half, ending: 'silence' }),
  },
  { name: 'cut by the token limit', reply: ({ text, random }) => sse(cutText(cutShort(text, random), random), { finish: 'length' }) },
  { name: 'content filter', reply: ({ text, random }) => sse(cutText(cutShort(text, random), random), { finish: 'content_filter' }) },
  {
    name: 'refusal',
    reply: () => ({ stream: [frame(delta({ refusal: 'I cannot help with that.' })), frame(delta({}, 'stop')), 'data: [DONE]\n\n'] }),
  },
  { name: 'reasoning', reply: ({ text, random }) => sse(cutText(text, random), { reasoning: THOUGHTS }) },
  { name: 'reasoning_content', reply: ({ text, random }) => sse(cutText(text, random), { reasoning: THOUGHTS, as: 'reasoning_content' }) },
  { name: 'reasoning alone', reply: () => sse([], { reasoning: THOUGHTS, finish: 'length' }) },
];
