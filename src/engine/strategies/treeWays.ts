import type { Node } from '../node.ts';
import type { RunState } from '../strategy.ts';
import { followChain, freeTemperature, type Thread } from './severalChains.ts';

/** The ways that have begun, in their order: each has at least one node of its own. */
export function rollOuts(state: RunState): readonly Thread[] {
  const begun = [...ownNodes(state)].sort(([one], [other]) => one - other);
  const temperature = freeTemperature(state.spec);
  return begun.map(([chain, nodes]) => {
    const way = followChain(state, chain, { temperature, slot: slotOf(chain, nodes.length) });
    return { ...way, steps: way.steps.filter(({ run }) => run === state.spec.id) };
  });
}

/** A way that begins below the node `start`. */
export const wayFrom = (state: RunState, chain: number, start: string, temperature: number): Thread =>
  followChain(state, chain, { path: state.pathTo(start), temperature, slot: slotOf(chain, 0) });

/** How many requests the run's nodes took, if none had to be sent twice. */
export const requestsIn = ({ made }: RunState): number => [...made.values()].filter(node => 'turn' in node).length;

/** Named by the way alone: where a way that is about to begin would begin may change while others end. */
const slotOf = (chain: number, place: number): string => `${chain}/way/${place}`;

function ownNodes({ made }: RunState): ReadonlyMap<number, readonly Node[]> {
  const chains = new Map<number, Node[]>();
  for (const node of made.values()) if ('turn' in node) chains.set(node.chain, [...(chains.get(node.chain) ?? []), node]);
  return chains;
}
