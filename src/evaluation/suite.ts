/** How an answer is compared with the right one. */
export const KINDS = ['number', 'choice', 'text', 'yes-no'] as const;
export type Kind = (typeof KINDS)[number];

/** One question with its right answer. */
export interface SuiteQuestion {
  readonly id: string;
  readonly question: string;
  readonly answer: string;
  readonly kind: Kind;
}

/** Makes so many different questions from a seed, half of them English and half Chinese; the same seed makes the same questions. */
export type Generate = (seed: number, count: number) => readonly SuiteQuestion[];
