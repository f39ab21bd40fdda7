import { mulberry32 } from '../../engine/mulberry32.ts';

/** Chance that a seed decides: the same seed, the same choices, on every machine. */
export interface Random {
  /** A whole number from 0 up to, and not including, `below`. */
  readonly whole: (below: number) => number;
  /** A whole number from `least` to `most`, both included. */
  readonly between: (least: number, most: number) => number;
  readonly pick: <T>(items: readonly T[]) => T;
  readonly shuffled: <T>(items: readonly T[]) => readonly T[];
}

/** Good enough for questions, not for secrets. */
export function createRandom(seed: number): Random {
  const next = mulberry32(seed);
  const whole = (below: number): number => Math.floor((next() / 2 ** 32) * below);
  return {
    whole,
    between: (least, most) => least + whole(most - least + 1),
    pick: items => at(items, whole(items.length)),
    shuffled: items => shuffled(items, whole),
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
