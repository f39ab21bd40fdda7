import { existsSync } from 'node:fs';
import type { ChatModel, ChatRequest, Clock } from '../../engine/ports.ts';
import { batchLine, parseBatchReply } from '../../evaluation/batch.ts';
import { taskCount } from '../../evaluation/plan.ts';
import type { ResultLine } from '../../evaluation/resultLine.ts';
import { toJsonLine } from '../../model/jsonLine.ts';
import { createLearnedStore } from '../../model/learned.ts';
import { buildRequestBody } from '../../model/requestBody.ts';
import { describeEndpoint } from '../describeEndpoint.ts';
import { chooseEndpoint, keysIn } from '../endpointChoice.ts';
import { EXIT } from '../exitStatus.ts';
import { depsFor } from '../startRun.ts';
import { UsageError } from '../usageError.ts';
import { meansOf, unsettled } from './askAll.ts';
import { type AskedTask, type AskingParts, askTask, requestKey } from './askTask.ts';
import type { Evaluation } from './evaluateCommand.ts';
import { readLines } from './fileLines.ts';
import { filesIn } from './planFile.ts';
import { openUnfinished, type UnfinishedTask } from './unfinished.ts';
import { openDraft } from './wholeFile.ts';

/** All chains of a run that can be asked for in the same round are. */
const CHAINS_AT_ONCE = 64;

/** What most servers of Batch files are like; `--base-url` says otherwise. */
const USUAL_BASE_URL = 'https://api.openai.com/v1';

/** Writes the next requests of every question that is not answered, as a Batch file. Gives the exit status. */
export async function exportBatch(file: string, evaluation: Evaluation): Promise<number> {
  const { plan, sources, results, shell, words } = evaluation;
  const parts = partsOf(evaluation);
  const draft = openDraft(file);
  let written = 0;
  for await (const asked of unsettled(plan, sources, results)) {
    shell.signal.throwIfAborted();
    const unfinished = unfinishedOf(asked.task.number, evaluation);
    const { wanted } = await goOn(asked, unfinished, parts);
    for (const line of linesFor(asked, unfinished, wanted, parts)) draft.put(`${line}\n`);
    written += wanted.length;
  }
  draft.commit();
  shell.stderr.write(`${words.t('Requests for the next round in {file}: {count}', { count: words.count(written), file })}\n`);
  return EXIT.answered;
}

/** Takes in what came of a Batch file; questions that it answers become results, others wait for the next round. Throws `UsageError`. */
export async function importBatch(file: string, evaluation: Evaluation): Promise<void> {
  const { plan, sources, results, shell, words } = evaluation;
  if (!existsSync(file)) throw new UsageError(words.t('{file}: there is no such file.', { file }));
  const parts = partsOf(evaluation);
  await takeReplies(file, evaluation);
  for await (const asked of unsettled(plan, sources, results)) {
    shell.signal.throwIfAborted();
    const unfinished = unfinishedOf(asked.task.number, evaluation);
    const { line } = unfinished.stored.length > 0 ? await goOn(asked, unfinished, parts) : {};
    if (!line) continue;
    results.append(line, toJsonLine(line, keysIn(shell.env)));
    unfinished.forget();
  }
}

/** Keeps each reply with its task, once, and tells how many there were. */
async function takeReplies(file: string, evaluation: Evaluation): Promise<void> {
  const { plan, results, shell, words } = evaluation;
  let [taken, refused] = [0, 0];
  for await (const { bytes } of readLines(file)) {
    const text = bytes.toString();
    if (!text.trim()) continue;
    const read = parseBatchReply(text);
    if (!read || read.id.task >= taskCount(plan)) {
      refused += 1;
      continue;
    }
    taken += 1;
    const { id, reply } = read;
    const { stored, keep } = unfinishedOf(id.task, evaluation);
    const isKnown = stored.some(one => one.request === id.request && one.number === id.number);
    if (!isKnown && !results.isSettled(id.task)) keep(reply);
  }
  const facts = { taken: words.count(taken), refused: words.count(refused) };
  shell.stderr.write(`${words.t('Replies taken in: {taken}; refused or not to be read: {refused}', facts)}\n`);
}

const unfinishedOf = (task: number, { options, shell }: Evaluation): UnfinishedTask =>
  openUnfinished(filesIn(options.out).unfinished, task, keysIn(shell.env));

/** How far a run comes on the replies that are there. */
interface GoneOn {
  /** Present where it came to its end. */
  readonly line?: ResultLine | undefined;
  /** The requests that it waits for. */
  readonly wanted: readonly ChatRequest[];
}

async function goOn(asked: AskedTask, unfinished: UnfinishedTask, parts: AskingParts): Promise<GoneOn> {
  const controller = new AbortController();
  const wanted: ChatRequest[] = [];
  const model: ChatModel = {
    async *stream(request, signal) {
      wanted.push(request);
      // Other chains come to their own requests before the event loop turns: nothing in them waits for the world.
      setImmediate(() => controller.abort());
      await new Promise(resolve => signal.addEventListener('abort', resolve, { once: true }));
    },
  };
  // Every round has to ask alike, so that nothing is learned from one for the next.
  const endpoint = { ...parts.endpoint, learned: createLearnedStore() };
  const line = await askTask(asked, unfinished, parts, {
    ...depsFor(endpoint, controller.signal, meansOf(parts.plan)),
    model,
    clock: noTime,
  });
  return { line, wanted };
}

/** Nobody knows when a batch was worked at. */
const noTime: Clock = { now: () => 0, sleep: async () => {} };

/** Chains begin with the same request: its number tells one from the other. */
function linesFor({ task }: AskedTask, { stored }: UnfinishedTask, wanted: readonly ChatRequest[], { endpoint }: AskingParts): string[] {
  const keys = stored.map(({ request }) => request);
  return wanted.map(request => {
    const key = requestKey(request);
    const number = keys.filter(other => other === key).length;
    keys.push(key);
    const { stream: _stream, stream_options: _options, ...body } = buildRequestBody(endpoint, request, {});
    return batchLine({ task: task.number, request: key, number }, body);
  });
}

function partsOf({ options, plan, shell, words }: Evaluation): AskingParts {
  const { baseUrl } = chooseEndpoint({ ...options, baseUrl: options.baseUrl ?? USUAL_BASE_URL }, shell.env, words.t);
  return { plan, endpoint: describeEndpoint({ baseUrl }, plan.model, options, createLearnedStore()), chainsAtOnce: CHAINS_AT_ONCE };
}
