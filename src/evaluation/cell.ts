import { isEnding } from '../engine/events.ts';
import { type Cost, costOf } from '../engine/prices.ts';
import type { StopReason } from '../engine/stop.ts';
import type { Usage } from '../engine/usage.ts';
import { agreementOf } from './agreement.ts';
import { endingOf, type ResultLine } from './resultLine.ts';
import { RunningMean } from './statistics/runningMean.ts';
import { wilson } from './statistics/wilson.ts';
import type { CellSummary, Comparison, Share } from './summary.ts';

/** Adds up one strategy on one suite. */
export class Cell {
  private readonly stops = new Map<StopReason | 'failed', number>();
  private readonly votes = new Map<string, { readonly agreeing: number; readonly chains: number; asked: number; right: number }>();
  private readonly stepMs: { sum: number; count: number }[] = [];
  private readonly taken = {
    steps: new RunningMean(),
    requests: new RunningMean(),
    seconds: new RunningMean(),
    promptTokens: new RunningMean(),
    cachedTokens: new RunningMean(),
    completionTokens: new RunningMean(),
    dollars: new RunningMean(),
  };
  private asked = 0;
  private right = 0;
  private failed = 0;
  private steps = 0;
  private repaired = 0;
  private retries = 0;
  private fallbacks = 0;

  see(line: ResultLine, settled: boolean, right: boolean): void {
    const ending = endingOf(line);
    if (!settled || !ending) {
      this.failed += 1;
      return;
    }
    this.asked += 1;
    this.right += right ? 1 : 0;
    const stop = ending.type === 'run-end' ? ending.stopReason : 'failed';
    this.stops.set(stop, (this.stops.get(stop) ?? 0) + 1);
    this.taken.requests.add(ending.requests);
    this.taken.seconds.add(ending.durationMs / 1000);
    this.seeUsage(ending.usage, costOfRun(line));
    this.seeSteps(line);
    this.seeVote(line, right);
  }

  summary(againstDirect: Comparison | undefined, names: { readonly suite?: string; readonly strategy: string }): CellSummary {
    return {
      ...names,
      accuracy: shareOf(this.right, this.asked),
      failed: this.failed,
      ...(againstDirect && { againstDirect }),
      perQuestion: eachOf(this.taken, ({ mean }) => mean),
      perQuestionIntervals: eachOf(this.taken, ({ interval }) => interval),
      repairRate: ratio(this.repaired, this.steps),
      retriesPerStep: ratio(this.retries, this.steps),
      formatFallbacks: this.fallbacks,
      stopReasons: Object.fromEntries([...this.stops].sort(([a], [b]) => a.localeCompare(b))),
      msOfStep: this.stepMs.map(({ sum, count }) => Math.round(ratio(sum, count))),
      agreement: [...this.votes.values()]
        .sort((a, b) => a.agreeing / a.chains - b.agreeing / b.chains || a.chains - b.chains)
        .map(vote => ({ agreeing: vote.agreeing, chains: vote.chains, accuracy: shareOf(vote.right, vote.asked) })),
    };
  }

  private seeUsage(usage: Usage, cost: Cost | undefined): void {
    for (const name of ['promptTokens', 'cachedTokens', 'completionTokens'] as const) this.taken[name].add(usage[name]);
    this.taken.dollars.add(cost?.dollars);
  }

  private seeSteps({ events }: ResultLine): void {
    if (events.some(event => event.type === 'notice' && event.code === 'format-fallback')) this.fallbacks += 1;
    const before = this.steps;
    for (const event of events) {
      if (event.type !== 'step-end') continue;
      const { index, durationMs, repaired, attempts } = event.step;
      this.steps += 1;
      this.repaired += repaired ? 1 : 0;
      // Of the steps of one reply, those after the first have no attempt of their own.
      this.retries += Math.max(0, attempts - 1);
      while (this.stepMs.length <= index && index < MOST_STEPS_TOLD) this.stepMs.push({ sum: 0, count: 0 });
      const told = this.stepMs[index];
      if (told) Object.assign(told, { sum: told.sum + durationMs, count: told.count + 1 });
    }
    this.taken.steps.add(this.steps - before);
  }

  private seeVote({ events }: ResultLine, right: boolean): void {
    const found = agreementOf(events);
    if (!found) return;
    const key = `${found.agreeing}/${found.chains}`;
    const vote = this.votes.get(key) ?? { ...found, asked: 0, right: 0 };
    this.votes.set(key, vote);
    vote.asked += 1;
    vote.right += right ? 1 : 0;
  }
}

const MOST_STEPS_TOLD = 100;

/** One thing of each mean, without those that are not known. */
const eachOf = <Name extends string, Value>(
  means: Readonly<Record<Name, RunningMean>>,
  read: (mean: RunningMean) => Value | undefined,
): Readonly<Partial<Record<Name, Value>>> => {
  const known: Partial<Record<Name, Value>> = {};
  for (const name in means) {
    const value = read(means[name]);
    if (value !== undefined) known[name] = value;
  }
  return known;
};

/** So many of so many, with its interval; of none, the whole range. */
export const shareOf = (right: number, of: number): Share => ({ of, right, share: ratio(right, of), ...wilson(right, of) });

const ratio = (sum: number, count: number): number => (count > 0 ? sum / count : 0);

/** What the run's tokens cost, by the built-in list. */
export function costOfRun({ events }: ResultLine): Cost | undefined {
  const [start, ending] = [events[0], events.findLast(isEnding)];
  return start?.type === 'run-start' && ending ? costOf(ending.usage, start, {}) : undefined;
}
