import type { ChatMessage } from './chat.ts';
import { byId, type Node, pathTo, toMessages } from './node.ts';

/** What was sent for the step or answer `id`, word for word; `undefined` where there is no such node, or nothing was sent for it. */
export function promptOf(nodes: readonly Node[], id: string): ChatMessage[] | undefined {
  const all = byId(nodes);
  const node = all.get(id);
  if (!node || !('turn' in node) || node.parent === undefined) return undefined;
  return toMessages(pathTo(all, node.parent), node.turn.user);
}
