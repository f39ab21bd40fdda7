interface Movement {
  readonly item: string;
  readonly count: number;
}

/** Adds up the movements of each item: positive counts came in, negative ones went out. */
export function stockByItem(movements: readonly Movement[]): Map<string, number> {
  const stock = new Map<string, number>();
  for (const { item, count } of movements) {
    const before = stock.get(item);
    stock.set(item, before ? before + count : count);
  }
  return stock;
}

/** Names the items of which nothing is left. */
export function soldOut(movements: readonly Movement[]): string[] {
  return [...stockByItem(movements)].filter(([, count]) => count === 0).map(([item]) => item);
}
