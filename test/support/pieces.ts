/** A number generator from 0 to 1 that gives the same row for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    const mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    const again = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((again ^ (again >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The text cut after each UTF-16 unit, so that surrogate pairs are cut too. */
export const inUnits = (text: string): string[] => text.split('');

/** The text cut at random places, at most `longest` units apart. */
export function inPieces(text: string, seed: number, longest = 7): string[] {
  const random = seeded(seed);
  const pieces: string[] = [];
  for (let at = 0; at < text.length; ) {
    const length = 1 + Math.floor(random() * longest);
    pieces.push(text.slice(at, at + length));
    at += length;
  }
  return pieces;
}

/** The text cut once, at each place. */
export const cutOnce = (text: string): string[][] => inUnits(text).map((_, at) => [text.slice(0, at), text.slice(at)]);
