/** The items with another one in the place of the last. What `with(-1, …)` gives, at half its cost: every word of a model comes here twice. */
export function withLast<Item>(items: readonly Item[], last: Item): readonly Item[] {
  const changed = items.slice();
  changed[changed.length - 1] = last;
  return changed;
}
