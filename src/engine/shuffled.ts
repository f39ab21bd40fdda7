import { mulberry32 } from './mulberry32.ts';

/** The items in an order that depends on the seed alone (Fisher–Yates). */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const order = [...items];
  const next = mulberry32(seed);
  for (let at = order.length - 1; at > 0; at--) {
    const other = next() % (at + 1);
    const moved = order.splice(at, 1, ...order.slice(other, other + 1));
    order.splice(other, 1, ...moved);
  }
  return order;
}
