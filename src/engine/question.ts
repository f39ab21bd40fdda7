/** A piece of a document that the reader pointed at. Lines are 1-based, as editors show them. */
export interface Excerpt {
  readonly path: string;
  readonly languageId: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly text: string;
}

/** What the reader wants reasoned about. */
export interface Question {
  readonly instruction: string;
  readonly excerpts: readonly Excerpt[];
}
