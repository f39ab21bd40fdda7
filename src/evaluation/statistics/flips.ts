/** One question that was asked both ways: whether each answer is right. */
export interface PairedResult {
  readonly baseline: boolean;
  readonly strategy: boolean;
}

/** How the answers of a strategy differ from the baseline's. */
export interface Flips {
  readonly bothRight: number;
  readonly bothWrong: number;
  /** Wrong without the strategy, right with it. */
  readonly helpful: number;
  /** Right without the strategy, wrong with it. */
  readonly harmful: number;
}

/** Counts what the strategy mended and what it spoilt. */
export function countFlips(pairs: Iterable<PairedResult>): Flips {
  const flips = { bothRight: 0, bothWrong: 0, helpful: 0, harmful: 0 };
  for (const { baseline, strategy } of pairs) {
    if (baseline === strategy) flips[strategy ? 'bothRight' : 'bothWrong'] += 1;
    else flips[strategy ? 'helpful' : 'harmful'] += 1;
  }
  return flips;
}
