import type { ReasoningEvent } from '../../../src/engine/events.ts';
import { emptySession, reduceSession, type Session } from '../../../src/engine/session.ts';
import { answer, runStart, stepDelta, stepEnd, stepStart } from '../../../test/page/events.ts';

const STEP_LENGTH = 5000;

/** What models write: headings, prose in two scripts, lists, code and tables, other words in each step. */
const pieceOf = (step: number, part: number): string => `### Case ${step}.${part}

The middle of \`[low, high]\` is **computed once** for case ${step}, see [the note](https://example.com/${part}); it *never* overflows here.
**重点：**第 ${step} 步先看空数组，再看一个元素，最后看两个元素。

- before the loop, \`[0, ${step + part}]\` is the whole array;
- each turn halves it and drops only what cannot hold the value;
- for ${part} elements it ends after at most ${part % 7} turns.

\`\`\`typescript
// Never overflows in JavaScript, but would with 32-bit integers.
export function middle${step}(low: number, high: number): number {
  const half = Math.floor((high - low) / 2);
  return low + half + ${part};
}
\`\`\`

| case | low | high | turns |
| --- | ---: | ---: | ---: |
| empty | 0 | -1 | 0 |
| ${step} elements | 0 | ${step - 1} | ${part} |

`;

/** The Markdown of one step, of about five thousand characters. */
export function stepText(step: number): string {
  let text = '';
  for (let part = 1; text.length < STEP_LENGTH; part++) text += pieceOf(step, part);
  return text.slice(0, STEP_LENGTH);
}

/** A run of so many steps as the bundles of events that a host posts, about `perPost` characters each. */
export function postsOf(steps: number, perPost: number): readonly (readonly ReasoningEvent[])[] {
  const posts: ReasoningEvent[][] = [[runStart('Is this binary search correct?')]];
  for (let index = 0; index < steps; index++) {
    const title = `Look at case ${index + 1}`;
    const content = stepText(index + 1);
    posts.push([stepStart(index), stepDelta(index, { title })]);
    for (let at = 0; at < content.length; at += perPost) posts.push([stepDelta(index, { content: content.slice(at, at + perPost) })]);
    posts.push([stepEnd(index, title, content)]);
  }
  posts.push([...answer('It is **correct**.')]);
  return posts;
}

/** The same run when it is over. */
export const longSession = (steps: number): Session => postsOf(steps, STEP_LENGTH).flat().reduce(reduceSession, emptySession('bench'));
