import type { NextAction } from '../step.ts';

/** What a key of the model's object stands for. */
export type Field = 'title' | 'content' | 'decision' | 'final' | 'other';

const FIELDS: ReadonlyMap<string, Field> = new Map([
  ['title', 'title'],
  ['steptitle', 'title'],
  ['heading', 'title'],
  ['标题', 'title'],
  ['content', 'content'],
  ['explanation', 'content'],
  ['内容', 'content'],
  ['nextaction', 'decision'],
  ['action', 'decision'],
  ['next', 'decision'],
  ['decision', 'decision'],
  ['下一步', 'decision'],
  ['finalanswer', 'final'],
]);

/** Reads a key in whatever case and spelling (`nextAction`, `Next Action`, `next-action`). */
export const fieldOf = (key: string): Field => FIELDS.get(key.replace(/[\s_-]/g, '').toLowerCase()) ?? 'other';

const FINAL = /^(?:final[\s_-]?answer|final|answer|finish(?:ed)?|stop|done|end|最终答案|结束)$/i;
const CONTINUE = /^(?:continue|next(?:[\s_-]?step)?|go[\s_-]?on|继续)$/i;

/** Reads a decision word; `undefined` where it is none. */
export function readDecision(word: string): NextAction | undefined {
  const bare = word.replace(/^[\s"'*_`.。]+|[\s"'*_`.。]+$/g, '');
  if (FINAL.test(bare)) return 'final_answer';
  return CONTINUE.test(bare) ? 'continue' : undefined;
}
