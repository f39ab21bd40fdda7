/** Where a piece of a document stands. Lines are 1-based, as editors show them. */
export interface ExcerptPlace {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
}

/** A piece of a document that the reader pointed at. */
export interface Excerpt extends ExcerptPlace {
  readonly languageId: string;
  readonly text: string;
}

/** `src/a.ts:3-9`, as people write it. */
export const formatPlace = ({ path, startLine, endLine }: ExcerptPlace): string =>
  `${path}:${startLine}${endLine > startLine ? `-${endLine}` : ''}`;

/** What the reader wants reasoned about. */
export interface Question {
  readonly instruction: string;
  readonly excerpts: readonly Excerpt[];
}
