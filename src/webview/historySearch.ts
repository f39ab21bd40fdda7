import type { HistoryEntry } from '../protocol/messages.ts';

/** What is looked through, made once for each entry. */
const texts = new WeakMap<HistoryEntry, string>();

function textOf(entry: HistoryEntry): string {
  const known = texts.get(entry) ?? `${entry.name}\n${entry.text}\n${entry.model}`.toLowerCase();
  texts.set(entry, known);
  return known;
}

/** The entries in which every word of the query stands, in whatever order and case; all of them where nothing is asked for. */
export function searchHistory(entries: readonly HistoryEntry[], query: string): readonly HistoryEntry[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return words.length === 0 ? entries : entries.filter(entry => words.every(word => textOf(entry).includes(word)));
}
