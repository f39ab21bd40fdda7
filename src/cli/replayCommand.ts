import { readFile } from 'node:fs/promises';
import { isEnding, type ReasoningEvent } from '../engine/events.ts';
import type { ReaderWords } from '../engine/readerWords.ts';
import { describeRecordingFault, parseRecording, sessionOfRecording } from '../engine/recording.ts';
import { sessionMarkdown } from '../engine/sessionMarkdown.ts';
import type { Translate } from '../engine/translate.ts';
import type { ReplayOptions } from './arguments.ts';
import { keysIn } from './endpointChoice.ts';
import { EXIT } from './exitStatus.ts';
import { RunReport } from './runReport.ts';
import type { Shell } from './shell.ts';
import { toTerminalText } from './terminalText.ts';
import { UsageError } from './usageError.ts';

/** `stepwise replay`: draws recorded runs as `ask` would have printed them. Returns the exit status; throws `UsageError`, or the signal's reason. */
export async function replay(options: ReplayOptions, shell: Shell, words: ReaderWords): Promise<number> {
  const { t } = words;
  const parsed = parseRecording(await readText(options.file, shell, t));
  if ('fault' in parsed) throw new UsageError(`${options.file}: ${describeRecordingFault(parsed.fault, t)}`);
  if (options.output === 'markdown' && !options.isQuiet) writeMarkdown(parsed.events, shell, words);
  else drawRuns(parsed.events, options, shell, words);
  if (parsed.tornLine !== undefined)
    shell.stderr.write(`${t('Line {line} was not written whole. It is left out.', { line: parsed.tornLine })}\n`);
  return EXIT.answered;
}

function writeMarkdown(events: readonly ReasoningEvent[], { stdout, env }: Shell, words: ReaderWords): void {
  stdout.write(toTerminalText(sessionMarkdown(sessionOfRecording(events, 'recording'), words), keysIn(env)));
}

function drawRuns(events: readonly ReasoningEvent[], options: ReplayOptions, shell: Shell, words: ReaderWords): void {
  const runs = partsOf(events);
  for (const part of runs) {
    if (runs.length > 1 && !options.isQuiet) writeHeading(part, shell, words);
    drawPart(part, options, shell, words);
    if (runs.length > 1 && !options.isQuiet && part !== runs.at(-1)) shell.stdout.write('\n');
  }
}

function drawPart(part: readonly ReasoningEvent[], options: ReplayOptions, shell: Shell, words: ReaderWords): void {
  const report = new RunReport({ shell, words, options, host: '', keys: keysIn(shell.env) });
  try {
    for (const event of part) report.see(event);
    if (!part.some(isEnding)) report.breakOff();
  } finally {
    report.close();
  }
}

/** A run that was gone on with later begins a part of its own: that is when it was seen. */
function partsOf(events: readonly ReasoningEvent[]): readonly (readonly ReasoningEvent[])[] {
  const parts: ReasoningEvent[][] = [];
  for (const event of events) {
    if (event.type === 'run-start') parts.push([]);
    parts.at(-1)?.push(event);
  }
  return parts;
}

/** Where there are several runs, each is told by its question. */
function writeHeading([start]: readonly ReasoningEvent[], { stdout, env }: Shell, { t }: ReaderWords): void {
  if (start?.type !== 'run-start') return;
  const question = start.question.trim().replace(/^/gm, '> ');
  stdout.write(toTerminalText(`${t('Question')}\n${question}\n\n`, keysIn(env)));
}

async function readText(file: string, { stdin, signal }: Shell, t: Translate): Promise<string> {
  const bytes =
    file === '-'
      ? await stdin.readAll(signal)
      : await readFile(file, { signal }).catch(error => Promise.reject(toUsageError(error, file, t)));
  return new TextDecoder().decode(bytes);
}

function toUsageError(error: unknown, file: string, t: Translate): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  if (code === 'ABORT_ERR') return error;
  if (code === 'ENOENT') return new UsageError(t('{file}: there is no such file.', { file }));
  if (code === 'EISDIR') return new UsageError(t('{file}: this is a folder.', { file }));
  return new UsageError(t('{file}: it cannot be read ({code}).', { file, code }));
}
