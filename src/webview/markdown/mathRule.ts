import type { MarkdownIt, StateBlock, StateInline } from 'markdown-it';

/** How a formula begins and ends. A lonely `$` is money. */
const DELIMITERS = [
  { open: '\\(', close: '\\)', isDisplay: false },
  { open: '\\[', close: '\\]', isDisplay: true },
  { open: '$$', close: '$$', isDisplay: true },
] as const;
type Delimiter = (typeof DELIMITERS)[number];

/** Longer formulas are none that a person reads. */
const LONGEST_FORMULA = 2000;

const delimiterAt = (text: string, place: number): Delimiter | undefined => DELIMITERS.find(({ open }) => text.startsWith(open, place));

/** Where the formula's closing mark begins, or -1 while it is open: until then it is text. */
function findClose(text: string, from: number, { close }: Delimiter): number {
  const before = text.slice(from, from + LONGEST_FORMULA + close.length);
  let at = before.indexOf(close);
  while (at > 0 && isEscaped(before, at)) at = before.indexOf(close, at + 1);
  return at > 0 && before.slice(0, at).trim() ? from + at : -1;
}

/** Whether an odd number of backslashes stands before. */
function isEscaped(text: string, place: number): boolean {
  let count = 0;
  while (text[place - 1 - count] === '\\') count++;
  return count % 2 === 1;
}

/** Formulas in Markdown: `\( \)` in a line, `\[ \]` and `$$ $$` on their own. */
export function mathRule(markdown: MarkdownIt): void {
  markdown.inline.ruler.before('escape', 'math', inlineFormula);
  markdown.block.ruler.before('fence', 'math', blockFormula, { alt: ['paragraph', 'reference', 'blockquote', 'list'] });
}

function inlineFormula(state: StateInline, silent: boolean): boolean {
  const delimiter = delimiterAt(state.src, state.pos);
  if (!delimiter) return false;
  const end = findClose(state.src, state.pos + 2, delimiter);
  if (end < 0) return false;
  if (!silent) addFormula(state, state.src.slice(state.pos + 2, end), delimiter);
  state.pos = end + 2;
  return true;
}

/** A formula that begins a line may hold lines that would else begin a list or a quote; a blank line ends it. */
function blockFormula(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
  const delimiter = delimiterAt(state.src, start);
  if (!delimiter?.isDisplay || (state.sCount[startLine] ?? 0) - state.blkIndent >= 4) return false;
  const after = lineAfter(state, startLine, endLine);
  const text = state.getLines(startLine, after, state.blkIndent, false).trim();
  const end = findClose(text, 2, delimiter);
  const isOpen = end < 0 && state.env[OPEN_FORMULAS] === true && !text.includes(delimiter.close, 2);
  if (
    !isOpen &&
    (end < 0 ||
      text
        .slice(end + 2)
        .split('\n', 1)[0]
        ?.trim())
  )
    return false;
  if (silent) return true;
  const lines = isOpen ? after - startLine : text.slice(0, end).split('\n').length;
  state.line = startLine + lines;
  const token = addFormula(state, text.slice(2, isOpen ? text.length : end), delimiter);
  token.block = true;
  token.map = [startLine, state.line];
  return true;
}

/** The line behind those that may belong to a formula: a blank one, or one that is not indented like the rest. */
function lineAfter(state: StateBlock, startLine: number, endLine: number): number {
  let line = startLine;
  while (line < endLine && !state.isEmpty(line) && (state.sCount[line] ?? 0) >= state.blkIndent) line++;
  return line;
}

function addFormula(state: StateBlock | StateInline, tex: string, { open, close, isDisplay }: Delimiter) {
  const token = state.push('math', '', 0);
  token.content = tex;
  token.meta = { source: `${open}${tex}${close}`, isDisplay };
  return token;
}

/** In the environment: a formula whose end has not come yet is one block, so that what it holds is not cut apart. */
export const OPEN_FORMULAS = 'openFormulas';
