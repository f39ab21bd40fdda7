import type { Strategy } from '../strategy.ts';
import { chain } from './chain.ts';
import { direct } from './direct.ts';

/** Every strategy that can be chosen, by name. */
export const STRATEGIES: ReadonlyMap<string, Strategy> = new Map([chain, direct].map(strategy => [strategy.name, strategy]));
