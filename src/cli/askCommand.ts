import type { ReasoningEvent } from '../engine/events.ts';
import type { ReaderWords } from '../engine/readerWords.ts';
import { hostOf } from '../model/baseUrl.ts';
import { toJsonLine } from '../model/jsonLine.ts';
import type { AskOptions } from './arguments.ts';
import { describeEndpoint } from './describeEndpoint.ts';
import { chooseEndpoint, chooseModel, keysIn } from './endpointChoice.ts';
import { readQuestion } from './readQuestion.ts';
import { RunReport } from './runReport.ts';
import type { Shell } from './shell.ts';
import { type RunMeans, startRun } from './startRun.ts';
import { openLearned, stateFolder } from './stateFile.ts';
import { openTrace, type TraceFile } from './traceFile.ts';
import { tellWithheldKey, withheldKeyNotice } from './withheldKey.ts';

/** `stepwise ask`: thinks a question through and tells how. Returns the exit status; throws `UsageError`, or the signal's reason. */
export async function ask(options: AskOptions, shell: Shell, words: ReaderWords, means: Partial<RunMeans> = {}): Promise<number> {
  const { env, stderr, signal } = shell;
  const { t } = words;
  const choice = chooseEndpoint(options, env, t);
  const model = chooseModel(options, env, t);
  const question = await readQuestion(options, shell, t);
  const tell = (message: string) => stderr.write(`${message}\n`);
  const endpoint = describeEndpoint(choice, model, options, openLearned(stateFolder(env), tell, t));
  const trace = options.trace === undefined ? undefined : openTrace(options.trace, t);
  tellWithheldKey(choice, stderr, t);
  const report = new RunReport({ shell, words, options, host: hostOf(choice.baseUrl), keys: keysIn(env) });
  const write = createTraceWriter(trace, keysIn(env), reason => tell(t('The trace breaks off here: {reason}', { reason })));
  try {
    for await (const event of withNotice(startRun(question, options, endpoint, signal, means), withheldKeyNotice(choice))) {
      write(event);
      report.see(event);
    }
  } finally {
    trace?.close();
    report.close();
  }
  return report.exitStatus;
}

/** The notice follows the start, which is always first. */
async function* withNotice(
  events: AsyncIterable<ReasoningEvent>,
  notice: ReasoningEvent | undefined,
): AsyncGenerator<ReasoningEvent, void> {
  for await (const event of events) {
    yield event;
    if (notice && event.type === 'run-start') yield notice;
  }
}

/** A full disk does not end the run; it is told once. */
function createTraceWriter(trace: TraceFile | undefined, keys: readonly string[], onFailure: (reason: string) => void) {
  let hasFailed = trace === undefined;
  return (event: ReasoningEvent): void => {
    if (hasFailed) return;
    try {
      trace?.write(toJsonLine(event, keys));
    } catch (error) {
      hasFailed = true;
      onFailure(error instanceof Error ? error.message : String(error));
    }
  };
}
