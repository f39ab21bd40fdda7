import { assertNever } from '../engine/assertNever.ts';
import { ModelError } from '../engine/errors.ts';
import type { ReaderWords } from '../engine/readerWords.ts';
import type { Translate } from '../engine/translate.ts';
import { COMMANDS, type Command, parseArguments } from './arguments.ts';
import { ask } from './askCommand.ts';
import { doctor } from './doctorCommand.ts';
import { keysIn } from './endpointChoice.ts';
import { evaluate } from './evaluate/evaluateCommand.ts';
import { merge } from './evaluate/mergeCommand.ts';
import { EXIT } from './exitStatus.ts';
import { failureText } from './failureText.ts';
import { helpText } from './helpText.ts';
import { models } from './modelsCommand.ts';
import { replay } from './replayCommand.ts';
import type { Shell } from './shell.ts';
import type { RunMeans } from './startRun.ts';
import { toTerminalText } from './terminalText.ts';
import { findUiLanguage, wordsIn } from './uiLanguage.ts';
import { UsageError } from './usageError.ts';
import { VERSION } from './version.ts';

/** Does what the command line asks for, and returns the exit status. Never throws. A run is carried out with `means` in place of the usual ones. */
export async function runProgram(args: readonly string[], shell: Shell, means: Partial<RunMeans> = {}): Promise<number> {
  const words = wordsIn(findUiLanguage(args, shell.env));
  try {
    const status = await carryOut(parseArguments(args, words.t), shell, words, means);
    return shell.isUnread() ? EXIT.answered : status;
  } catch (error) {
    return tellError(error, args[0], shell, words);
  }
}

async function carryOut(command: Command, shell: Shell, words: ReaderWords, means: Partial<RunMeans>): Promise<number> {
  switch (command.name) {
    case 'ask':
      return ask(command.options, shell, words, means);
    case 'models':
      return models(command.options, shell, words);
    case 'doctor':
      return doctor(command.options, shell, words);
    case 'replay':
      return replay(command.options, shell, words);
    case 'evaluate':
      return evaluate(command.options, shell, words);
    case 'merge':
      return merge(command.options, shell, words);
    case 'help':
      shell.stdout.write(helpText(command.about, words.t));
      return EXIT.answered;
    case 'version':
      shell.stdout.write(`${VERSION}\n`);
      return EXIT.answered;
    default:
      return assertNever(command);
  }
}

function tellError(error: unknown, command: string | undefined, { signal, isUnread, stderr, env }: Shell, { t }: ReaderWords): number {
  if (isUnread()) return EXIT.answered;
  if (signal.aborted) return EXIT.stopped;
  const tell = (text: string) => stderr.write(`${toTerminalText(text, keysIn(env))}\n`);
  if (error instanceof UsageError) {
    tell(`${error.message}\n${error.hint ?? helpHint(command, t)}`);
    return EXIT.wrongUsage;
  }
  const said = error instanceof Error ? error.message : String(error);
  tell(failureText(error instanceof ModelError ? { cause: error.reason, facts: error.facts } : { cause: 'internal', facts: { said } }, t));
  return EXIT.failed;
}

function helpHint(name: string | undefined, t: Translate): string {
  const help = COMMANDS.some(command => command === name) ? `stepwise ${name} --help` : 'stepwise --help';
  return t('"{command}" shows how it is used.', { command: help });
}
