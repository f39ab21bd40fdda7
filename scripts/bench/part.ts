/** One thing that was measured, with the aim that it is held against where there is one. */
export interface Figure {
  readonly what: string;
  readonly value: string;
  readonly aim?: string;
  /** Absent for what is told as a fact. */
  readonly isMet?: boolean;
}

/** A part of the bench that can be run by itself. Throws where it cannot be measured here. */
export interface Part {
  readonly name: string;
  readonly about: string;
  measure(tell: (figure: Figure) => void): Promise<void>;
}

/** A figure that an aim limits from above. */
export const atMost = (what: string, value: number, aim: number, unit: string, digits = 1): Figure => ({
  what,
  value: `${value.toFixed(digits)} ${unit}`,
  aim: `at most ${aim} ${unit}`,
  isMet: value <= aim,
});

/** A figure without an aim. */
export const fact = (what: string, value: string): Figure => ({ what, value });

/** One line of what is printed. */
export function describeFigure({ what, value, aim, isMet }: Figure): string {
  const verdict = isMet === undefined ? '' : `  ${isMet ? 'met   ' : 'MISSED'} (${aim})`;
  return `  ${what.padEnd(62)} ${value.padStart(12)}${verdict}`;
}

/** The middle of the values. */
export const medianOf = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
