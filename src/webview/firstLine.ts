const MARKS_BEFORE = /^\s*(?:#{1,6}\s+|>\s?|[-*+]\s+|\d+[.)]\s+|\|)+/;
const MARKS_WITHIN = /\*\*|__|`/g;

/** The first line of a Markdown text that has words in it, without the marks; for a folded panel. */
export function firstLine(text: string): string {
  const line = text.split('\n').find(words => /[\p{L}\p{N}]/u.test(words) && !words.startsWith('```'));
  return (line ?? '').replace(MARKS_BEFORE, '').replace(MARKS_WITHIN, '').trim();
}

const NUMBERING_BEGUN = /^\s*(?:step|步骤|步驟|第)\s*[0-9０-９一二三四五六七八九十]*\s*(?:步)?\s*$/iu;

/** Whether a title that is still being written is so far only the "Step 2" that will not be shown. */
export const isNumberingOnly = (title: string): boolean => NUMBERING_BEGUN.test(title);
