import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { World } from './simulate.ts';

const SCRIPT = join(import.meta.dirname, 'theory.mjs');

/** What theory predicts: the share that is right, and the mean number of requests and of chains in one run. */
export interface Prediction {
  readonly accuracy: number;
  readonly requests: number;
  /** The standard deviation of the requests of one run. */
  readonly requestsSpread: number;
  readonly chains: number;
  readonly chainsSpread: number;
  /** How many chains share their first step, at most. */
  readonly busiest: number;
  readonly busiestSpread: number;
}

const known = new Map<string, Prediction>();

/** Asks the separate script, in a process of its own; once for each world. */
export function predict(strategy: string, world: World): Prediction {
  const asked = JSON.stringify({ strategy, ...world });
  const prediction = known.get(asked) ?? JSON.parse(execFileSync(process.execPath, [SCRIPT, asked], { encoding: 'utf8' }));
  known.set(asked, prediction);
  return prediction;
}
