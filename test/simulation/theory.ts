import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { World } from './simulate.ts';

/** What theory predicts: the share that is right, and the mean number of requests and of chains in one run. */
export interface Prediction {
  readonly accuracy: number;
  readonly requests: number;
  /** The standard deviation of the requests of one run. */
  readonly requestsSpread: number;
  readonly chains: number;
}

/** Asks the separate script, in a process of its own. */
export const predict = (strategy: string, world: World): Prediction =>
  JSON.parse(
    execFileSync(process.execPath, [join(import.meta.dirname, 'theory.mjs'), JSON.stringify({ strategy, ...world })], { encoding: 'utf8' }),
  );
