import type { Interval } from '../statistics/wilson.ts';

/** What stands where nothing is known. */
const UNKNOWN = '–';

/** A share of 1 in per cent, to a tenth. */
export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** A share of 1 in percentage points. */
export const points = (share: number | undefined): string => (share === undefined ? UNKNOWN : `${(100 * share).toFixed(1)} points`);

/** A mean, with as many digits as say something. */
export const mean = (value: number | undefined): string => (value === undefined ? UNKNOWN : value.toFixed(value < 10 ? 1 : 0));

export const seconds = (value: number | undefined): string => (value === undefined ? UNKNOWN : `${value.toFixed(value < 10 ? 2 : 1)} s`);

export const dollars = (value: number | undefined): string =>
  value === undefined ? UNKNOWN : `$${value === 0 ? '0' : value.toPrecision(2)}`;

/** A p value, never as 0. */
export const probability = (p: number): string => (p < 0.001 ? '< 0.001' : p.toFixed(3));

/** A mean, and how far its 95 % interval goes to either side. */
export const withInterval = (
  value: number | undefined,
  interval: Interval | undefined,
  write: (value: number | undefined) => string,
): string => (value === undefined || !interval ? write(value) : `${write(value)} ± ${write((interval.high - interval.low) / 2)}`);
