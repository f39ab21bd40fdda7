/** The chance of at most so many hits in so many trials, each with the same chance (more than 0 and less than 1); exact but for rounding. */
export function lowerTail(hits: number, trials: number, chance: number): number {
  const logOdds = Math.log(chance) - Math.log1p(-chance);
  let logTerm = trials * Math.log1p(-chance);
  let sum = Math.exp(logTerm);
  // In logarithms: the chance of no hit in 100,000 trials is no number that a computer has.
  for (let hit = 1; hit <= hits; hit += 1) {
    logTerm += Math.log((trials - hit + 1) / hit) + logOdds;
    sum += Math.exp(logTerm);
  }
  return Math.min(1, sum);
}
