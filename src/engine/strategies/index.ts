import type { Strategy } from '../strategy.ts';
import { chain } from './chain.ts';
import { direct } from './direct.ts';
import { singlePass } from './singlePass.ts';
import { tree } from './tree.ts';
import { verify } from './verify.ts';
import { vote } from './vote.ts';

/** Every strategy that can be chosen, by name. */
export const STRATEGIES: ReadonlyMap<string, Strategy> = new Map(
  [chain, direct, singlePass, vote, verify, tree].map(strategy => [strategy.name, strategy]),
);
