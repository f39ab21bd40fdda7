import type { ReasoningEvent } from '../../src/engine/events.ts';
import type { HeapVerdict } from './heap.ts';
import type { Comparison } from './leftovers.ts';

/** What one process soaked in faults is told. */
export interface SoakOrders {
  readonly baseUrl: string;
  readonly key: string;
  readonly runs: number;
  readonly seed: number;
  /** Where everything is written. */
  readonly folder: string;
}

/** What it found. */
export interface SoakFigures {
  readonly runs: number;
  /** How often each ending came: `answered`, `cancel`, a failure's cause, … */
  readonly endings: Readonly<Record<string, number>>;
  /** Steps that were told as accepted. */
  readonly steps: number;
  /** What was wrong with a run, in words. */
  readonly faults: readonly string[];
  readonly heap: HeapVerdict;
  readonly handles: Comparison;
  readonly listeners: Comparison;
  /** Unhandled rejections, uncaught errors and warnings of the process. */
  readonly alarms: readonly string[];
  /** For each watcher whether it noticed what was planted for it afterwards. */
  readonly twins: Readonly<Record<string, boolean>>;
}

/** With characters that JSON, URLs and base64 each write in another way. */
export const SOAK_KEY = 'soak-Zx9"q\\7/+Kd83=wPl';
/** Of the replies. */
export const SHARE_OF_FAULTS = 0.4;

/** The seed of this soak: `STEPWISE_SEED`, else one that is new each time. */
export function soakSeed(): number {
  const given = Number(process.env['STEPWISE_SEED'] || Number.NaN);
  return Number.isInteger(given) ? given : Date.now() % 1_000_000;
}

/** How many runs, by the variable of that name. */
export const soakRuns = (variable: string, usual: number): number => Number(process.env[variable]) || usual;

/** How a run ended, in one word: a stop reason, a failure's cause, or `run-cancel`. */
export function endingName(ending: ReasoningEvent | undefined): string {
  if (ending?.type === 'run-end') return ending.stopReason;
  return ending?.type === 'run-error' ? ending.cause : (ending?.type ?? 'none');
}
