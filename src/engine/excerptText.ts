import type { Excerpt } from './question.ts';

/** An excerpt as a model reads it. The closing tag cannot be forged by what stands in the excerpt. */
export function writeExcerpt({ path, languageId, startLine, endLine, text }: Excerpt): string {
  const inert = text.replace(/<\/(?=\s*excerpt)/gi, '<\\/');
  return `<excerpt path=${JSON.stringify(path)} lines="${startLine}-${endLine}" language="${languageId}">\n${inert}\n</excerpt>`;
}

const EXCERPT = /(<excerpt path="(?:[^"\\]|\\.)*" lines="\d+-\d+" language="[^"\n]*">\n)([\s\S]*?)(\n<\/excerpt>)/g;
/** Whether there is an excerpt in the question that could be shortened. */
export const hasExcerpt = (lead: string): boolean => lead.search(EXCERPT) >= 0;

/** The beginning says more than the end: names, imports, what a function takes. */
const SHARE_OF_BEGINNING = 0.6;

/** The question with `share` (0 to 1) of each excerpt, from its beginning and its end; `leftOut` stands where `{lines}` lines are missing. */
export function shortenExcerpts(lead: string, share: number, leftOut: string): string {
  return lead.replace(EXCERPT, (_all, open: string, text: string, close: string) => open + shorten(text, share, leftOut) + close);
}

function shorten(text: string, share: number, leftOut: string): string {
  const lines = text.split('\n');
  const first = Math.floor(lines.length * share * SHARE_OF_BEGINNING);
  const last = Math.floor(lines.length * share * (1 - SHARE_OF_BEGINNING));
  // A few long lines cannot be left out one by one.
  if (first + last === 0)
    return `${withoutHalf(text.slice(0, Math.floor(text.length * share)))}\n${leftOut.replace('{lines}', String(lines.length))}`;
  const missing = lines.length - first - last;
  const middle = missing > 0 ? [leftOut.replace('{lines}', String(missing))] : [];
  return [...lines.slice(0, first), ...middle, ...lines.slice(lines.length - last)].join('\n');
}

/** Half of a character is none. */
const withoutHalf = (text: string): string => text.replace(/[\ud800-\udbff]$/, '');
