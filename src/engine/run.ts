import type { Language } from './language.ts';
import type { Limits, PresetName } from './limits.ts';
import type { ExcerptPlace } from './question.ts';

/** Why a run is begun where it is not simply a question: what the reader wanted of what stands there. */
export const PURPOSES = ['retry-step', 'edit-step', 'ask-about-step', 'think-more', 'compare'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** One run as plain data. Resume: the same spec. Retry, branch, edit, think more: a new spec from another node. */
export interface RunSpec {
  readonly id: string;
  /** The node that the run goes on from; for a new question its opening. */
  readonly from: string;
  /** The reader's words, to be shown. */
  readonly question: string;
  /** What the question is about, to be shown. */
  readonly excerpts?: readonly ExcerptPlace[];
  readonly strategy: string;
  readonly preset: PresetName;
  readonly model: string;
  readonly limits: Limits;
  readonly concurrency: number;
  readonly seed: number;
  readonly language: Language;
  /** Absent for a question that follows the one before. */
  readonly purpose?: Purpose;
  /** Which of the session's branches it belongs to; absent for the first. */
  readonly branch?: number;
  /** The server that its words go to, as scheme, host and port; absent where that is not known. */
  readonly origin?: string;
  /** That server is on this machine or in a private network: it takes no money. */
  readonly isLocal?: true;
  /** Tokens that the model can see at once, where it is known. */
  readonly contextSize?: number;
}
