/** A range of shares, from 0 to 1. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The normal quantile of 97.5 %: two-sided 95 %. */
export const Z_95 = 1.959963984540054;

/** The 95 % interval of a share: E. B. Wilson, “Probable inference, the law of succession, and statistical inference” (1927), without correction for continuity. */
export function wilson(right: number, asked: number): Interval {
  if (asked === 0) return { low: 0, high: 1 };
  const share = right / asked;
  const weight = Z_95 ** 2 / asked;
  const middle = (share + weight / 2) / (1 + weight);
  const half = (Z_95 / (1 + weight)) * Math.sqrt((share * (1 - share)) / asked + weight / (4 * asked));
  return { low: right === 0 ? 0 : middle - half, high: right === asked ? 1 : middle + half };
}
