import type { Node } from './node.ts';

/** What was found out about nodes, for as long as they are there. */
export type Memory<N extends Node, T> = WeakMap<N, { readonly value: T }>;

/** Finds it out once: nodes never change. */
export function remembered<N extends Node, T>(memory: Memory<N, T>, node: N, find: () => T): T {
  const known = memory.get(node) ?? { value: find() };
  memory.set(node, known);
  return known.value;
}
