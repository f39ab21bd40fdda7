import type { Language } from './language.ts';
import type { Limits, PresetName } from './limits.ts';
import type { ExcerptPlace } from './question.ts';

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
  /** The server that its words go to, as scheme, host and port; absent where that is not known. */
  readonly origin?: string;
  /** Tokens that the model can see at once, where it is known. */
  readonly contextSize?: number;
}
