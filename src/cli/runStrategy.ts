import { reason } from '../engine/reason.ts';
import { SEEDS } from '../engine/seeds/index.ts';
import { STRATEGIES } from '../engine/strategies/index.ts';

/** Whatever thinks a run through as `reason` does. */
export type Runner = typeof reason;

/** Whole programs that are re-enacted to be measured against, request by request; by the name that stands for a strategy. */
const REENACTED: ReadonlyMap<string, Runner> = SEEDS;

/** Every name that `--strategy` takes. */
export const STRATEGY_NAMES: readonly string[] = [...STRATEGIES.keys(), ...REENACTED.keys()];

/** Whether the strategy is a program with limits of its own. */
export const isReenacted = (strategy: string): boolean => REENACTED.has(strategy);

/** Thinks a run through by the strategy that its spec names. */
export const runStrategy: Runner = (spec, nodes, deps) => (REENACTED.get(spec.strategy) ?? reason)(spec, nodes, deps);
