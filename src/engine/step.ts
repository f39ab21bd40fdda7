import type { Usage } from './usage.ts';

/** The model's decision at the end of a step. */
export type NextAction = 'continue' | 'final_answer';

/** Why a server stopped writing: its own word, or ours: `length` where a bound cut it, `stop` where it wrote nothing new. */
export type FinishReason = string;

/** What a reader sees of a step. */
export interface StepText {
  readonly title: string;
  readonly content: string;
  readonly nextAction: NextAction;
}

/** An accepted step. `index` is 0-based within its question; times are whole milliseconds. */
export interface Step extends StepText {
  readonly index: number;
  readonly durationMs: number;
  /** From the first request to the first visible word. */
  readonly firstWordMs?: number;
  readonly attempts: number;
  readonly usage: Usage;
  readonly finishReason?: FinishReason;
  /** The reply was not the step as asked for, and had to be read with care. */
  readonly repaired: boolean;
  /** The model's own reasoning, where it sent one; never sent back. */
  readonly reasoning?: string;
}

/** The finished answer. */
export interface Answer {
  readonly text: string;
  readonly durationMs: number;
  readonly usage: Usage;
  readonly finishReason?: FinishReason;
}

/** The object that a server is asked for, as a model would write it without a blank: what goes back when nothing else was written. */
export function writeStep({ title, content, nextAction }: StepText): string {
  return JSON.stringify({ title, content, next_action: nextAction });
}

const NUMBERING = /^\s*(?:step|步骤|步驟|第)\s*[0-9０-９一二三四五六七八九十]+\s*(?:步)?\s*[:：.、)）-]\s*/iu;

/** No numbering is longer, blanks included; in a title that is only blanks a search for one would take for ever. */
const LONGEST_NUMBERING = 64;

/** The title without a numbering that the model put before it, because the page numbers the steps itself. */
export function displayTitle(title: string): string {
  const numbering = NUMBERING.exec(title.slice(0, LONGEST_NUMBERING))?.[0] ?? '';
  return title.slice(numbering.length).trim();
}
