/** How well a path fits, the best first; a path without a place in it does not fit. */
const FITS: readonly ((path: string, name: string, query: string) => boolean)[] = [
  (_path, name, query) => name === query,
  (_path, name, query) => name.startsWith(query),
  (_path, name, query) => name.includes(query),
  (path, _name, query) => path.includes(query),
  (_path, name, query) => isWithin(query, name),
  (path, _name, query) => isWithin(query, path),
];

/** The paths that fit what was typed, the best `most` of them: names before folders, short before long. Capitals do not count. */
export function rankFiles(paths: readonly string[], typed: string, most: number): readonly string[] {
  const query = typed.toLowerCase();
  const fitting = paths.map(path => ({ path, place: placeOf(path.toLowerCase(), query) })).filter(({ place }) => place >= 0);
  fitting.sort((one, other) => one.place - other.place || one.path.length - other.path.length || (one.path < other.path ? -1 : 1));
  return fitting.slice(0, most).map(({ path }) => path);
}

const placeOf = (path: string, query: string): number => FITS.findIndex(fits => fits(path, nameOf(path), query));
const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Whether the letters of `query` stand in `text` in their order. */
function isWithin(query: string, text: string): boolean {
  let at = -1;
  for (const letter of query) {
    at = text.indexOf(letter, at + 1);
    if (at < 0) return false;
  }
  return true;
}
