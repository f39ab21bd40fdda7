import type { Node, StepNode } from '../node.ts';
import type { RunState } from '../strategy.ts';
import { followChain, freeTemperature, type Thread } from './severalChains.ts';

/** The ways that have begun, in their order: each has at least one node of its own. */
export function rollOuts(state: RunState): readonly Thread[] {
  const begun = [...ownNodes(state)].sort(([one], [other]) => one - other);
  const temperature = freeTemperature(state.spec);
  return begun.map(([chain]) => {
    const way = followChain(state, chain, { temperature, slot: nextStepSlot(state, chain) });
    return { ...way, steps: way.steps.filter(step => isOwn(step, state)) };
  });
}

/** A way that begins below the node `start`. */
export const wayFrom = (state: RunState, chain: number, start: string, temperature: number): Thread =>
  followChain(state, chain, { path: state.pathTo(start), temperature, slot: nextStepSlot(state, chain) });

/** How many requests the run's nodes took, if none had to be sent twice. */
export const requestsIn = ({ made }: RunState): number => [...made.values()].filter(node => 'turn' in node).length;

/** Named by the way alone: where a way that is about to begin would begin may change while others end. */
export function nextStepSlot(state: RunState, chain: number): string {
  const place = (ownNodes(state).get(chain) ?? []).filter(node => 'turn' in node).length;
  return `${chain}/way/${place}`;
}

/** By chain: what the model made, and what the reader threw in before it made anything. */
function ownNodes(state: RunState): ReadonlyMap<number, readonly Node[]> {
  const chains = new Map<number, Node[]>();
  for (const node of state.made.values()) {
    const isOfWay = node.kind === 'step' ? isOwn(node, state) : node.kind === 'answer' || node.kind === 'remark';
    if (isOfWay) chains.set(node.chain, [...(chains.get(node.chain) ?? []), node]);
  }
  return chains;
}

/** Not a step that the run was given before it began. */
const isOwn = ({ run, by }: StepNode, { spec }: RunState): boolean => run === spec.id && by === undefined;
