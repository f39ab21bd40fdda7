const MAX_NAMES = 3;

/** The names of a list that are most like a name that is not in it, the likest first; at most three. */
export function nearestNames(name: string, names: readonly string[]): string[] {
  const wanted = name.toLowerCase();
  const ranked = names.map(candidate => ({ candidate, distance: distanceOf(wanted, candidate.toLowerCase()) }));
  return ranked
    .sort((a, b) => a.distance - b.distance)
    .slice(0, MAX_NAMES)
    .map(({ candidate }) => candidate);
}

/** A name that holds the other is nearer than any typing mistake: `qwen` means `Qwen/Qwen2.5-7B-Instruct`. */
function distanceOf(a: string, b: string): number {
  return a.includes(b) || b.includes(a) ? 0 : editsBetween(a, b);
}

/** How many characters have to be put in, taken out or changed. */
function editsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [done, character] of [...a].entries()) {
    const next = [done + 1];
    for (let at = 0; at < b.length; at++) {
      const changed = (row[at] ?? 0) + (b[at] === character ? 0 : 1);
      next.push(Math.min(changed, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
