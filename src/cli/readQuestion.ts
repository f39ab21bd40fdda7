import type { Question } from '../engine/question.ts';
import type { Translate } from '../engine/translate.ts';
import type { AskOptions } from './arguments.ts';
import { readExcerpts } from './fileArgument.ts';
import type { Shell } from './shell.ts';
import { UsageError } from './usageError.ts';

/** Joins the question to its excerpts; a question that is not on the command line is asked for. Throws `UsageError`, or the signal's reason. */
export async function readQuestion(
  { question, files }: Pick<AskOptions, 'question' | 'files'>,
  shell: Shell,
  t: Translate,
): Promise<Question> {
  if (question === undefined && files.includes('-')) {
    throw new UsageError(t('With --file - the question has to stand on the command line.'));
  }
  const { stdin, signal } = shell;
  const excerpts = await readExcerpts(files, stdin, signal, t);
  const instruction = (question ?? (await askForQuestion(shell, t))).trim();
  if (!instruction) throw new UsageError(t('The question is empty.'));
  return { instruction, excerpts };
}

async function askForQuestion({ stdin, stderr, signal }: Shell, t: Translate): Promise<string> {
  if (!stdin.isTerminal) return new TextDecoder().decode(await stdin.readAll(signal));
  stderr.write(`${t('What do you want to find out? For example: Which is larger, 9.11 or 9.9?')}\n`);
  return (await stdin.readLine('> ', signal)) ?? '';
}
