import { PRICES_AS_OF } from '../engine/prices.ts';
import { Cell, costOfRun } from './cell.ts';
import { BASELINE, type EvaluationPlan, shardTaskCount, taskCount } from './plan.ts';
import { answerOf, isSettled, type ResultLine } from './resultLine.ts';
import { isRight } from './scoring.ts';
import { countFlips, type PairedResult } from './statistics/flips.ts';
import { mcNemar } from './statistics/mcNemar.ts';
import { smallestDifference } from './statistics/smallestDifference.ts';
import type { Comparison, EvaluationSummary, Verdict } from './summary.ts';

/** What came of a task, in a byte. */
const NOTHING = 0;
const WRONG = 1;
const RIGHT = 2;

/** Adds up results line by line; of each it keeps one byte. */
export class Summarizer {
  private readonly plan: EvaluationPlan;
  private readonly outcomes: Uint8Array;
  private readonly cells = new Map<string, Cell>();
  private readonly suiteOf: (task: number) => string;
  private answered = 0;
  private usesList = false;

  constructor(plan: EvaluationPlan) {
    this.plan = plan;
    this.outcomes = new Uint8Array(taskCount(plan));
    this.suiteOf = suiteFinder(plan);
  }

  /** Takes in one line, and gives its score. */
  see(line: ResultLine): Verdict {
    const settled = isSettled(line);
    const right = settled && isRight(answerOf(line), line.question);
    if (settled) {
      this.answered += 1;
      this.outcomes[line.task] = right ? RIGHT : WRONG;
    }
    for (const suite of [line.suite, undefined]) this.cell(suite, line.strategy).see(line, settled, right);
    this.usesList ||= costOfRun(line)?.isListed === true;
    return settled ? (right ? 'right' : 'wrong') : 'failed';
  }

  summary(): EvaluationSummary {
    const { plan } = this;
    const cellsOf = (suite?: string) =>
      plan.strategies.map(strategy =>
        this.cell(suite, strategy).summary(this.compare(strategy, suite), { strategy, ...(suite && { suite }) }),
      );
    return {
      plan,
      answered: this.answered,
      tasks: shardTaskCount(plan),
      ...(this.usesList && { pricesAsOf: PRICES_AS_OF }),
      strategies: cellsOf(),
      suites: plan.suites.flatMap(({ name }) => cellsOf(name)),
    };
  }

  private cell(suite: string | undefined, strategy: string): Cell {
    const key = JSON.stringify([suite, strategy]);
    const cell = this.cells.get(key) ?? new Cell();
    this.cells.set(key, cell);
    return cell;
  }

  private compare(strategy: string, suite: string | undefined): Comparison | undefined {
    const { strategies } = this.plan;
    const [base, own] = [strategies.indexOf(BASELINE), strategies.indexOf(strategy)];
    if (base < 0 || base === own) return undefined;
    const { bothRight, bothWrong, helpful, harmful } = countFlips(this.pairs(base, own, suite));
    const pairs = bothRight + bothWrong + helpful + harmful;
    const smallest = smallestDifference(pairs, pairs > 0 ? (helpful + harmful) / pairs : 0);
    return { pairs, helpful, harmful, p: mcNemar(helpful, harmful), ...(Number.isFinite(smallest) && { smallestDifference: smallest }) };
  }

  /** Question by question, each sample by itself, what came of both. */
  private *pairs(base: number, own: number, suite: string | undefined): Generator<PairedResult, void> {
    for (let first = 0; first < this.outcomes.length; first += this.plan.strategies.length) {
      const [before, after] = [this.outcomes[first + base], this.outcomes[first + own]];
      if (before === NOTHING || after === NOTHING || (suite !== undefined && this.suiteOf(first) !== suite)) continue;
      yield { baseline: before === RIGHT, strategy: after === RIGHT };
    }
  }
}

/** Whose question a task asks. */
function suiteFinder({ suites, samples, strategies }: EvaluationPlan): (task: number) => string {
  const perQuestion = samples * strategies.length;
  let end = 0;
  const ends = suites.map(({ name, questions }) => {
    end += questions * perQuestion;
    return { name, end };
  });
  return task => ends.find(suite => task < suite.end)?.name ?? '';
}
