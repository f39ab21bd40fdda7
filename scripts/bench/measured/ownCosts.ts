/** Of one run. */
export const OWN_STEPS = 100;

/** Processor time of a run of `OWN_STEPS` steps, in milliseconds, over the raw stream's. */
export interface OwnCosts {
  /** With 1 KB a step. */
  readonly smallMs: number;
  /** With 4 KB a step. */
  readonly largeMs: number;
  /** The raw stream itself, with 1 KB a step. */
  readonly rawMs: number;
}
