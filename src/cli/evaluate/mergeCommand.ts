import { existsSync } from 'node:fs';
import type { ReaderWords } from '../../engine/readerWords.ts';
import type { Translate } from '../../engine/translate.ts';
import { type EvaluationPlan, findDifference, taskCount } from '../../evaluation/plan.ts';
import { parseResultLine } from '../../evaluation/resultLine.ts';
import { EXIT } from '../exitStatus.ts';
import type { Shell } from '../shell.ts';
import { UsageError } from '../usageError.ts';
import type { MergeOptions } from './evaluateArguments.ts';
import { readLines } from './fileLines.ts';
import { claimFolder, filesIn, readPlan } from './planFile.ts';
import { ResultsFile } from './resultsFile.ts';
import { writeReports } from './writeReports.ts';

/** `stepwise merge`: joins the results of shards. Returns the exit status; throws `UsageError`, or the signal's reason. */
export async function merge({ folders, out }: MergeOptions, shell: Shell, words: ReaderWords): Promise<number> {
  const { t } = words;
  const plan = joinPlans(folders, t);
  const files = filesIn(out);
  if (existsSync(files.results)) throw new UsageError(t('{folder} holds results already. Give another --out DIR.', { folder: out }));
  claimFolder(out, plan, t);
  const results = await ResultsFile.open(files.results, plan);
  try {
    for (const folder of folders) await copyResults(folder, results, shell.signal);
    results.sync();
    results.order();
    shell.stdout.write(await writeReports(out, plan, results, words));
    tellGaps(results, plan, shell, words);
    return EXIT.answered;
  } finally {
    results.close();
  }
}

/** What all of them asked, without their shards. Throws where they did not ask the same. */
function joinPlans(folders: readonly string[], t: Translate): EvaluationPlan {
  const [first, ...others] = folders.map(folder => ({ folder, plan: readPlan(folder, t) }));
  if (!first) throw new UsageError(t('"merge" takes the folders that are to be joined.'));
  for (const { folder, plan } of others) {
    const difference = findDifference(first.plan, plan, false);
    if (!difference) continue;
    const facts = { folder, first: first.folder, ...difference };
    throw new UsageError(t('{folder} cannot be joined with {first}: {what} is {there} there, and {here} in the other.', facts));
  }
  const { shard: _shard, ...whole } = first.plan;
  return whole;
}

async function copyResults(folder: string, results: ResultsFile, signal: AbortSignal): Promise<void> {
  const path = filesIn(folder).results;
  if (!existsSync(path)) return;
  for await (const { bytes, isEnded } of readLines(path)) {
    signal.throwIfAborted();
    const line = isEnded ? parseResultLine(bytes.toString()) : undefined;
    if (line) results.add(line, bytes);
  }
}

function tellGaps(results: ResultsFile, plan: EvaluationPlan, { stderr }: Shell, { t, count }: ReaderWords): void {
  if (results.doubles > 0) {
    stderr.write(
      `${t('Answers that stood in more than one folder: {count}. The first of each counts.', { count: count(results.doubles) })}\n`,
    );
  }
  const missing = taskCount(plan) - results.settledCount;
  if (missing > 0) stderr.write(`${t('{count} of {total} are not answered.', { count: count(missing), total: count(taskCount(plan)) })}\n`);
}
