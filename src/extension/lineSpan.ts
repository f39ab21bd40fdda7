/** Lines of a document, both included, counted from 1 as editors show them. */
export interface LineSpan {
  readonly first: number;
  readonly last: number;
}

/** A place in a document where a text was put in the place of another; lines count from 0, as VS Code counts them. */
export interface LineChange {
  readonly startLine: number;
  readonly endLine: number;
  /** In the line where the replaced text ended. */
  readonly endCharacter: number;
  readonly text: string;
}

/** Where a span of lines stands after a change of its document. */
export function moveSpan({ first, last }: LineSpan, { startLine, endLine, endCharacter, text }: LineChange): LineSpan {
  const grown = newlinesIn(text) - (endLine - startLine);
  if (startLine + 1 > last) return { first, last };
  const isBefore = endLine + 1 < first || (endLine + 1 === first && endCharacter === 0);
  if (isBefore) return { first: first + grown, last: last + grown };
  return { first: Math.min(first, startLine + 1), last: Math.max(Math.min(first, startLine + 1), last + grown) };
}

/** The lines of a document in which a copied text stands, whatever the line ends of either; `undefined` where it does not. */
export function findLines(document: string, copied: string): LineSpan | undefined {
  const [within, wanted] = [withPlainEnds(document), withPlainEnds(copied)];
  const at = within.indexOf(wanted);
  if (at < 0 || wanted === '') return undefined;
  const first = newlinesIn(within.slice(0, at)) + 1;
  return { first, last: first + newlinesIn(wanted.replace(/\n$/, '')) };
}

/** Whether two spans are the same lines; none is the whole document. */
export const isSameSpan = (one: LineSpan | undefined, other: LineSpan | undefined): boolean =>
  one?.first === other?.first && one?.last === other?.last;

const withPlainEnds = (text: string): string => text.replace(/\r\n?/g, '\n');
const newlinesIn = (text: string): number => text.match(/\n/g)?.length ?? 0;
