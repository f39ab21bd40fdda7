import { type Interval, Z_95 } from './wilson.ts';

/** The mean of what answers cost (tokens, seconds, dollars), value by value: B. P. Welford's method (1962) keeps none of them. */
export class RunningMean {
  private count = 0;
  private average = 0;
  private squares = 0;

  /** A value that is not known is left out. */
  add(value: number | undefined): void {
    if (value === undefined) return;
    const before = value - this.average;
    this.count += 1;
    this.average += before / this.count;
    this.squares += before * (value - this.average);
  }

  /** Nothing where no value is known. */
  get mean(): number | undefined {
    return this.count > 0 ? this.average : undefined;
  }

  /** 95 % by the central limit theorem, good from about 30 values on; nothing for fewer than two, which do not say how much they differ. */
  get interval(): Interval | undefined {
    if (this.count < 2) return undefined;
    const half = Z_95 * Math.sqrt(this.squares / (this.count - 1) / this.count);
    return { low: this.average - half, high: this.average + half };
  }
}
