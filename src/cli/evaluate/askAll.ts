import { isEnding, type RunError } from '../../engine/events.ts';
import { type EvaluationPlan, isInShard, shardTaskCount, tasksOf } from '../../evaluation/plan.ts';
import { isSettled, type ResultLine } from '../../evaluation/resultLine.ts';
import { toJsonLine } from '../../model/jsonLine.ts';
import { depsFor, type RunMeans } from '../startRun.ts';
import { type AskedTask, type AskingParts, askTask } from './askTask.ts';
import type { Standing } from './progress.ts';
import type { ResultsFile } from './resultsFile.ts';
import type { SuiteSource } from './suiteSource.ts';
import { openUnfinished } from './unfinished.ts';
import { workThrough } from './workThrough.ts';

/** So many failures with no answer between them, and nobody need ask on. */
const GIVE_UP_AFTER = 5;

/** What is asked, with what, and where it goes. */
export interface AskAllParts extends Omit<AskingParts, 'chainsAtOnce'> {
  readonly sources: readonly SuiteSource[];
  readonly results: ResultsFile;
  /** The folder for the replies to questions that are not answered yet. */
  readonly unfinished: string;
  readonly keys: readonly string[];
  /** Questions at once. The chains of one take turns, so that no more requests than that are under way. */
  readonly concurrency: number;
  readonly signal: AbortSignal;
  readonly onProgress: (standing: Standing) => void;
}

/** Asks whatever of the plan is not settled yet. Gives the failure after which it gave up, if it did; ends early where the signal is aborted. */
export async function askAll(parts: AskAllParts): Promise<RunError | undefined> {
  const { plan, endpoint, results, unfinished, keys, concurrency, signal, onProgress } = parts;
  const total = shardTaskCount(plan);
  let [done, failed, inARow] = [results.settledCount, 0, 0];
  let gaveUp: RunError | undefined;
  const work = async (asked: AskedTask): Promise<void> => {
    if (gaveUp || signal.aborted) return;
    const before = openUnfinished(unfinished, asked.task.number, keys);
    const line = await askTask(asked, before, { ...parts, chainsAtOnce: 1 }, depsFor(endpoint, signal, meansOf(plan)));
    if (!line) return;
    results.append(line, toJsonLine(line, keys));
    const failure = failureOf(line);
    if (failure) [failed, inARow] = [failed + 1, inARow + 1];
    else [done, inARow] = [done + 1, 0];
    if (!failure) before.forget();
    else if (inARow >= GIVE_UP_AFTER || isHopeless(failure)) gaveUp ??= failure;
    onProgress({ done, total, failed });
  };
  await workThrough(unsettled(plan, parts.sources, results), concurrency, work);
  return gaveUp;
}

/** What a plan says of how its runs are carried out. */
export const meansOf = ({ stepFormat }: EvaluationPlan): Pick<RunMeans, 'stepFormat'> => ({ stepFormat: stepFormat ?? 'auto' });

/** The tasks that are still to be asked, in the order of the plan. */
export async function* unsettled(
  plan: EvaluationPlan,
  sources: readonly SuiteSource[],
  results: Pick<ResultsFile, 'isSettled'>,
): AsyncGenerator<AskedTask, void> {
  let place = 0;
  for (const { name, read } of sources) {
    for await (const question of read()) {
      const tasks = isInShard(plan, place) ? tasksOf(plan, name, place) : [];
      for (const task of tasks) if (!results.isSettled(task.number)) yield { task, question };
      place += 1;
    }
  }
}

/** Why the question has to be asked again, if it has. */
function failureOf(line: ResultLine): RunError | undefined {
  const ending = line.events.findLast(isEnding);
  return ending?.type === 'run-error' && !isSettled(line) ? ending : undefined;
}

/** Nothing that a second question could change. */
const isHopeless = ({ kind }: RunError): boolean => kind === 'auth' || kind === 'model-not-found';
