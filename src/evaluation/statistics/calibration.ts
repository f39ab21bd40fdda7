import { type Interval, wilson } from './wilson.ts';

/** Answers on which the same share of chains (0 to 1) agrees, and how many of them are right. */
export interface AgreedAnswers {
  readonly agreement: number;
  readonly answers: number;
  readonly right: number;
}

/** The answers whose agreement lies above `from` and not above `to`; the first bin has 0 in it. */
export interface CalibrationBin {
  readonly from: number;
  readonly to: number;
  readonly answers: number;
  readonly right: number;
  /** The mean share of chains that agree. */
  readonly agreement: number;
  /** Of the share that is right, 95 %. */
  readonly interval: Interval;
}

/** What agreement is worth: bins that hold any answers, and the mean gap between agreement and being right. */
export interface Calibration {
  readonly bins: readonly CalibrationBin[];
  /** Expected calibration error, 0 to 1: C. Guo and others, “On calibration of modern neural networks” (2017). */
  readonly error: number;
}

const BINS = 5;
/** So that 3 of 5 lies in the bin that ends with 0.6, however it was divided. */
const ROUNDING = 1e-9;

/** Sets the share of chains that agree against the share of answers that are right. */
export function calibrate(groups: readonly AgreedAnswers[]): Calibration {
  const bins = Array.from({ length: BINS }, (_, index) => binOf(groups, index)).filter(bin => bin.answers > 0);
  const gap = sum(bins.map(({ answers, right, agreement }) => Math.abs(right - agreement * answers)));
  return { bins, error: bins.length === 0 ? 0 : gap / sum(bins.map(({ answers }) => answers)) };
}

function binOf(groups: readonly AgreedAnswers[], index: number): CalibrationBin {
  const inside = groups.filter(({ agreement }) => Math.max(0, Math.ceil(agreement * BINS - ROUNDING) - 1) === index);
  const answers = sum(inside.map(group => group.answers));
  const right = sum(inside.map(group => group.right));
  return {
    from: index / BINS,
    to: (index + 1) / BINS,
    answers,
    right,
    agreement: answers === 0 ? 0 : sum(inside.map(group => group.agreement * group.answers)) / answers,
    interval: wilson(right, answers),
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
