import { headOf, shownText } from './shownText.ts';

const MARKS_BEFORE = /^\s*(?:#{1,6}\s+|>\s?|[-*+]\s+|\d+[.)]\s+|\|)+/;
const MARKS_WITHIN = /\*\*|__|`/g;

/** Far more than one line of a panel shows. */
const LOOKED_AT_LENGTH = 4000;
const SHOWN_LENGTH = 300;

/** The first line of a Markdown text that has words in it, without the marks, as far as a folded panel can show it. */
export function firstLine(text: string): string {
  const line = headOf(text, LOOKED_AT_LENGTH)
    .split('\n')
    .find(words => /[\p{L}\p{N}]/u.test(words) && !words.startsWith('```'));
  return shownText(headOf((line ?? '').replace(MARKS_BEFORE, '').replace(MARKS_WITHIN, '').trim(), SHOWN_LENGTH));
}

const LONGEST_NUMBERING = 64;
const NUMBERING_BEGUN = /^\s*(?:step|步骤|步驟|第)\s*[0-9０-９一二三四五六七八九十]*\s*(?:步)?\s*$/iu;

/** Whether a title that is still being written is so far only the "Step 2" that will not be shown. */
export const isNumberingOnly = (title: string): boolean => title.length <= LONGEST_NUMBERING && NUMBERING_BEGUN.test(title);
