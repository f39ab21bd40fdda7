import type { EvaluationPlan } from '../plan.ts';
import type { Markup } from './markup.ts';
import { questionMarkup, type ScoredLine } from './traceMarkup.ts';

/** All traces together take no more characters than this; the rest stand in results.jsonl. */
const MOST_CHARACTERS = 8_000_000;
/** So many questions of a suite stand in the page from the beginning; others come with a click. */
const AT_ONCE = 20;

/** The traces of one suite, as far as they are shown. */
export interface SuiteTraces {
  readonly suite: string;
  readonly atOnce: readonly Markup[];
  readonly later: readonly Markup[];
  /** Questions that there was no room for. */
  readonly left: number;
}

/** Collects the traces of a report from results in the order of the plan; of each suite the first questions, and no more than there is room for. */
export class TraceShelf {
  private readonly room: number;
  private readonly suites = new Map<string, { readonly shown: Markup[]; characters: number; left: number }>();
  private current: ScoredLine[] = [];

  constructor({ suites }: EvaluationPlan) {
    this.room = MOST_CHARACTERS / suites.length;
  }

  see(scored: ScoredLine): void {
    const [first] = this.current;
    if (first && !isSameQuestion(first, scored)) this.settle();
    this.current.push(scored);
  }

  traces(): readonly SuiteTraces[] {
    this.settle();
    return [...this.suites].map(([suite, { shown, left }]) => ({
      suite,
      atOnce: shown.slice(0, AT_ONCE),
      later: shown.slice(AT_ONCE),
      left,
    }));
  }

  private settle(): void {
    const lines = this.current.splice(0);
    const [first] = lines;
    if (!first) return;
    const { suite } = first.line;
    const shelf = this.suites.get(suite) ?? { shown: [], characters: 0, left: 0 };
    this.suites.set(suite, shelf);
    // Once there was no room, what comes after would be a choice of the short ones.
    const markup = shelf.left === 0 ? questionMarkup(lines) : undefined;
    if (!markup || shelf.characters + markup.text.length > this.room) {
      shelf.left += 1;
      return;
    }
    shelf.shown.push(markup);
    shelf.characters += markup.text.length;
  }
}

const isSameQuestion = ({ line: a }: ScoredLine, { line: b }: ScoredLine): boolean =>
  a.suite === b.suite && a.question.id === b.question.id;
