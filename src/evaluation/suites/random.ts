/** Chance that a seed decides: the same seed, the same choices, on every machine. */
export interface Random {
  /** A whole number from 0 up to, and not including, `below`. */
  readonly whole: (below: number) => number;
  /** A whole number from `least` to `most`, both included. */
  readonly between: (least: number, most: number) => number;
  readonly pick: <T>(items: readonly T[]) => T;
  readonly shuffled: <T>(items: readonly T[]) => readonly T[];
}

/** A generator with 32 bits of state: Tommy Ettinger's mulberry32 (2017), in the public domain. Good enough for questions, not for secrets. */
export function createRandom(seed: number): Random {
  const next = mulberry32(seed);
  const whole = (below: number): number => Math.floor(next() * below);
  return {
    whole,
    between: (least, most) => least + whole(most - least + 1),
    pick: items => at(items, whole(items.length)),
    shuffled: items => shuffled(items, whole),
  };
}

function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Fisher and Yates: every order is as likely as any other. */
function shuffled<T>(items: readonly T[], whole: (below: number) => number): readonly T[] {
  const rest = [...items];
  return items.flatMap(() => rest.splice(whole(rest.length), 1));
}

function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError('There is nothing to pick from.');
  return item;
}
