/** The items in an order that depends on the seed alone (Fisher–Yates, with the numbers of mulberry32 by Tommy Ettinger, public domain). */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const order = [...items];
  let state = seed | 0;
  for (let at = order.length - 1; at > 0; at--) {
    state = (state + 0x6d2b79f5) | 0;
    const other = below(at + 1, state);
    const [one, two] = [order[at], order[other]];
    if (one !== undefined && two !== undefined) order.splice(at, 1, two) && order.splice(other, 1, one);
  }
  return order;
}

function below(bound: number, state: number): number {
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
}
