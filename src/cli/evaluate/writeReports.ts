import type { ReaderWords } from '../../engine/readerWords.ts';
import type { EvaluationPlan } from '../../evaluation/plan.ts';
import { reportPage } from '../../evaluation/report/report.ts';
import { TraceShelf } from '../../evaluation/report/traceShelf.ts';
import { Summarizer } from '../../evaluation/summarizer.ts';
import type { CellSummary } from '../../evaluation/summary.ts';
import { filesIn } from './planFile.ts';
import type { ResultsFile } from './resultsFile.ts';
import { sha256 } from './sha256.ts';
import { openDraft, replaceFile } from './wholeFile.ts';

/** Scores what stands in the results, writes what it comes to, and gives it in a few lines for a terminal. */
export async function writeReports(
  folder: string,
  plan: EvaluationPlan,
  results: Pick<ResultsFile, 'lines'>,
  words: ReaderWords,
): Promise<string> {
  const summarizer = new Summarizer(plan);
  const shelf = new TraceShelf(plan);
  for await (const line of results.lines()) shelf.see({ line, verdict: summarizer.see(line) });
  const summary = summarizer.summary();
  const files = filesIn(folder);
  replaceFile(files.summary, `${JSON.stringify(summary, undefined, 2)}\n`);
  const report = openDraft(files.report);
  for (const piece of reportPage({ summary, traces: shelf.traces(), digest: sha256 })) report.put(piece);
  report.commit();
  return `${summary.strategies.map(cell => cellText(cell, words)).join('\n')}\n`;
}

/** `chain          57.0 % (50.1 to 63.7 %) of 200 · 12 helped, 5 harmed (p = 0.14) · 8.1 s`. */
function cellText({ strategy, accuracy, againstDirect, perQuestion }: CellSummary, { t, count, duration }: ReaderWords): string {
  const [share, low, high] = [accuracy.share, accuracy.low, accuracy.high].map(part => (100 * part).toFixed(1));
  const parts = [
    t('{share} % right ({low} to {high} %) of {count}', {
      share: share ?? '',
      low: low ?? '',
      high: high ?? '',
      count: count(accuracy.of),
    }),
    againstDirect &&
      t('{helpful} helped, {harmful} harmed (p = {p})', {
        helpful: count(againstDirect.helpful),
        harmful: count(againstDirect.harmful),
        p: againstDirect.p.toPrecision(2),
      }),
    perQuestion.seconds !== undefined && t('{time} a question', { time: duration(1000 * perQuestion.seconds) }),
  ];
  return `${strategy.padEnd(16)}${parts.filter(Boolean).join(' · ')}`;
}
