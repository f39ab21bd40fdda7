import type { ReaderWords } from '../../engine/readerWords.ts';
import { type EvaluationPlan, shardTaskCount } from '../../evaluation/plan.ts';
import { readContextSize } from '../../model/main.ts';
import { wallClock } from '../../model/wallClock.ts';
import { describeEndpoint } from '../describeEndpoint.ts';
import { chooseEndpoint, chooseModel, keysIn } from '../endpointChoice.ts';
import { EXIT } from '../exitStatus.ts';
import { failureText } from '../failureText.ts';
import type { Shell } from '../shell.ts';
import { openLearned, stateFolder } from '../stateFile.ts';
import { toTerminalText } from '../terminalText.ts';
import { tellWithheldKey } from '../withheldKey.ts';
import { type AskAllParts, askAll } from './askAll.ts';
import { exportBatch, importBatch } from './batchFile.ts';
import type { EvaluateOptions } from './evaluateArguments.ts';
import { claimFolder, filesIn } from './planFile.ts';
import { Progress } from './progress.ts';
import { ResultsFile } from './resultsFile.ts';
import { openSuites, type SuiteSource } from './suiteSource.ts';
import { removeIfEmpty } from './unfinished.ts';
import { writeReports } from './writeReports.ts';

/** What an evaluation goes through, whichever way its answers come. */
export interface Evaluation {
  readonly options: EvaluateOptions;
  readonly plan: EvaluationPlan;
  readonly sources: readonly SuiteSource[];
  readonly results: ResultsFile;
  readonly shell: Shell;
  readonly words: ReaderWords;
}

/** `stepwise evaluate`: asks what is not answered yet, and tells what all of it came to. Returns the exit status; throws `UsageError`, or the signal's reason. */
export async function evaluate(options: EvaluateOptions, shell: Shell, words: ReaderWords): Promise<number> {
  const { t } = words;
  const model = chooseModel(options, shell.env, t);
  const sources = await openSuites(options, t);
  const plan = planOf(options, model, sources);
  claimFolder(options.out, plan, t);
  const results = await ResultsFile.open(filesIn(options.out).results, plan);
  const evaluation: Evaluation = { options, plan, sources, results, shell, words };
  try {
    tellStrays(evaluation);
    return await carryOut(evaluation);
  } finally {
    results.close();
  }
}

async function carryOut(evaluation: Evaluation): Promise<number> {
  const { options, plan, results, shell, words } = evaluation;
  if (options.batch?.way === 'export') return exportBatch(options.batch.file, evaluation);
  if (options.batch?.way === 'import') await importBatch(options.batch.file, evaluation);
  else if (results.settledCount < shardTaskCount(plan)) await askTheRest(evaluation);
  shell.signal.throwIfAborted();
  results.order();
  removeIfEmpty(filesIn(options.out).unfinished);
  shell.stdout.write(await writeReports(options.out, plan, results, words));
  tellUnanswered(evaluation);
  return results.settledCount > 0 ? EXIT.answered : EXIT.failed;
}

/** What decides what is asked, from the flags. */
function planOf(
  { strategies, samples, seed, preset, limits, language, stepFormat, shard }: EvaluateOptions,
  model: string,
  sources: readonly SuiteSource[],
): EvaluationPlan {
  const suites = sources.map(({ name, questions, digest }) => ({ name, questions, digest }));
  const absentWhereUsual = { ...(stepFormat !== 'auto' && { stepFormat }), ...(shard && { shard }) };
  return { version: 1, model, suites, strategies, samples, seed, preset, limits, language, ...absentWhereUsual };
}

async function askTheRest(evaluation: Evaluation): Promise<void> {
  const { plan, results, shell, words } = evaluation;
  const parts = await prepareAsking(evaluation);
  const standing = { done: results.settledCount, total: shardTaskCount(plan), failed: 0 };
  const progress = new Progress({ output: shell.stderr, words, clock: wallClock, standing });
  const gaveUp = await askAll({ ...parts, onProgress: now => progress.see(now) }).finally(() => progress.close());
  const tell = (text: string) => shell.stderr.write(`${toTerminalText(text, parts.keys)}\n`);
  if (gaveUp) tell(failureText(gaveUp, words.t));
  if (!shell.signal.aborted) return;
  const facts = { done: words.count(results.settledCount), total: words.count(standing.total) };
  tell(words.t('Stopped: {done} of {total} are answered, and kept. The same command goes on from there.', facts));
}

async function prepareAsking(evaluation: Evaluation): Promise<Omit<AskAllParts, 'onProgress'>> {
  const { options, plan, sources, results, shell, words } = evaluation;
  const { env, stderr, signal } = shell;
  const choice = chooseEndpoint(options, env, words.t);
  const learned = openLearned(stateFolder(env), message => stderr.write(`${message}\n`), words.t);
  const endpoint = describeEndpoint(choice, plan.model, options, learned);
  tellWithheldKey(choice, stderr, words.t);
  const contextSize = await readContextSize(endpoint, signal);
  const { unfinished } = filesIn(options.out);
  return { plan, endpoint, contextSize, signal, sources, results, unfinished, keys: keysIn(env), concurrency: options.concurrency };
}

function tellStrays({ results, shell, words }: Evaluation): void {
  const { strayLines } = results;
  if (strayLines === 0) return;
  shell.stderr.write(
    `${words.t('Lines of the results that cannot be read: {count}. Their questions are asked again.', { count: strayLines })}\n`,
  );
}

function tellUnanswered({ options, plan, results, shell, words }: Evaluation): void {
  const missing = shardTaskCount(plan) - results.settledCount;
  if (missing === 0) return;
  const facts = { count: words.count(missing), total: words.count(shardTaskCount(plan)) };
  const { t } = words;
  const told = options.batch
    ? t('{count} of {total} are not answered. --export-batch writes their next requests.', facts)
    : t('{count} of {total} are not answered. The same command asks them again.', facts);
  shell.stderr.write(`${told}\n`);
}
