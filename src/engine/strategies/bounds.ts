import type { Limits } from '../limits.ts';

/** With so many chains a vote begins. */
export const FEWEST_CHAINS = 2;
/** A vote never takes more. */
export const MOST_CHAINS = 5;

/** A tree search spends at most what so many chains of the least length would. */
const WAYS_IN_BUDGET = 8;

/** In requests. */
export const budgetOfTree = ({ minSteps }: Limits): number => WAYS_IN_BUDGET * (minSteps + 1);
