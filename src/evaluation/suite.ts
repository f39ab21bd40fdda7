import { arithmetic } from './suites/arithmetic.ts';
import { comparison } from './suites/comparison.ts';
import { dates } from './suites/dates.ts';
import { easy } from './suites/easy.ts';
import { letters } from './suites/letters.ts';
import { ordering } from './suites/ordering.ts';
import { tracking } from './suites/tracking.ts';

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

/** The built-in suites by their names. */
export const SUITES: ReadonlyMap<string, Generate> = new Map([
  ['letters', letters],
  ['arithmetic', arithmetic],
  ['ordering', ordering],
  ['dates', dates],
  ['comparison', comparison],
  ['tracking', tracking],
  ['easy', easy],
]);
