import { lowerTail } from './binomial.ts';

/**
 * The exact two-sided p value that as unequal numbers of helpful and harmful flips come about by chance:
 * Q. McNemar (1947) with the binomial distribution in place of the approximation. Questions that both answer alike say nothing.
 */
export function mcNemar(helpful: number, harmful: number): number {
  const flips = helpful + harmful;
  return flips === 0 ? 1 : Math.min(1, 2 * lowerTail(Math.min(helpful, harmful), flips, 0.5));
}
