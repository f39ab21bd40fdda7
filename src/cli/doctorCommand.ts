import { hostname } from 'node:os';
import { ERROR_CAUSES } from '../engine/errors.ts';
import type { ReaderWords } from '../engine/readerWords.ts';
import { hostOf } from '../model/baseUrl.ts';
import type { CheckResult } from '../model/checks/check.ts';
import { describeCheck, describeCheckLine } from '../model/checks/checkWords.ts';
import { toJsonLine } from '../model/jsonLine.ts';
import { checkEndpoint } from '../model/main.ts';
import { wallClock } from '../model/wallClock.ts';
import type { DoctorOptions } from './arguments.ts';
import { describeEndpoint } from './describeEndpoint.ts';
import { chooseEndpoint, keysIn } from './endpointChoice.ts';
import { EXIT } from './exitStatus.ts';
import { hintFor } from './failureText.ts';
import type { Environment, Shell } from './shell.ts';
import { openLearned, stateFolder } from './stateFile.ts';
import { toTerminalText } from './terminalText.ts';
import { wordsIn } from './uiLanguage.ts';
import { WaitingLine } from './waitingLine.ts';
import { tellWithheldKey } from './withheldKey.ts';

/** The checks have a limit for all of them together. */
const NO_LIMITS = { firstByteTimeoutSeconds: 0, idleTimeoutSeconds: 0 };

/** `stepwise doctor`: tests the connection, one line a check. Returns the exit status; throws `UsageError`, or the signal's reason. */
export async function doctor(options: DoctorOptions, shell: Shell, words: ReaderWords): Promise<number> {
  const { env, stdout, stderr, signal } = shell;
  const choice = chooseEndpoint(options, env, words.t);
  const learned = openLearned(stateFolder(env), message => stderr.write(`${message}\n`), words.t);
  const endpoint = { ...describeEndpoint(choice, '', NO_LIMITS, learned), model: modelNamed(options, env) };
  tellWithheldKey(choice, stderr, words.t);
  const toLine = options.isJson ? toJson : toText;
  const waiting = new WaitingLine({ output: stderr, host: hostOf(choice.baseUrl), t: words.t, isInLine: () => false, clock: wallClock });
  let status: number = EXIT.answered;
  try {
    for await (const result of checkEndpoint({ endpoint, stepFormat: 'auto', machine: hostname() }, signal)) {
      waiting.rest();
      stdout.write(`${toLine(result, words, keysIn(env))}\n`);
      if (result.status === 'failed') status = EXIT.failed;
    }
  } finally {
    waiting.close();
  }
  return status;
}

const modelNamed = ({ model }: DoctorOptions, env: Environment): string | undefined =>
  model?.trim() || env['STEPWISE_MODEL']?.trim() || undefined;

function toText(result: CheckResult, words: ReaderWords, keys: readonly string[]): string {
  const cause = ERROR_CAUSES.find(one => one === result.facts['cause']);
  const hint = cause && hintFor(cause, words.t);
  return toTerminalText([describeCheckLine(result, words), hint].filter(Boolean).join(' '), keys);
}

/** The message is English, as in every event. */
const toJson = (result: CheckResult, _words: ReaderWords, keys: readonly string[]): string =>
  toJsonLine({ ...result, message: describeCheck(result, wordsIn('en')) }, keys);
