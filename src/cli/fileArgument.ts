import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { Excerpt } from '../engine/question.ts';
import type { Translate } from '../engine/translate.ts';
import { languageIdOf } from './languageId.ts';
import type { Input } from './shell.ts';
import { UsageError } from './usageError.ts';

/** What `--file` names. Lines are 1-based, both ends included. */
export interface FileArgument {
  readonly path: string;
  readonly lines?: { readonly first: number; readonly last: number };
}

/** More than any model can see; a larger file was named by mistake. */
const MAX_BYTES = 16 * 1024 * 1024;

/** Reads `PATH` or `PATH:FIRST-LAST`; a file whose very name ends like a range is taken as it is. Throws `UsageError`. */
export function parseFileArgument(argument: string, t: Translate, exists: (path: string) => boolean = existsSync): FileArgument {
  const [, path = '', from = '', to = ''] = /^(.+):(\d+)-(\d+)$/s.exec(argument) ?? [];
  if (!path || exists(argument)) return { path: argument };
  const [first, last] = [Number(from), Number(to)];
  if (first >= 1 && last >= first) return { path, lines: { first, last } };
  throw new UsageError(t('--file {file}: lines count from 1, and the first cannot be after the last.', { file: argument }));
}

/** The files as excerpts; `-` is standard input. Throws `UsageError` for what cannot be read as text. */
export async function readExcerpts(files: readonly string[], stdin: Input, signal: AbortSignal, t: Translate): Promise<Excerpt[]> {
  const excerpts: Excerpt[] = [];
  for (const file of files) {
    excerpts.push(
      file === '-' ? toExcerpt({ path: 'stdin' }, decode(await stdin.readAll(signal), '-', t), t) : await readFileArgument(file, t),
    );
  }
  return excerpts;
}

async function readFileArgument(argument: string, t: Translate): Promise<Excerpt> {
  const file = parseFileArgument(argument, t);
  return toExcerpt(file, decode(await readBytes(file.path, t), file.path, t), t);
}

async function readBytes(file: string, t: Translate): Promise<Uint8Array> {
  try {
    const { size } = await stat(file);
    if (size <= MAX_BYTES) return await readFile(file);
  } catch (error) {
    throw new UsageError(describeReadError(error, file, t));
  }
  throw tooLarge(file, t);
}

function describeReadError(error: unknown, file: string, t: Translate): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  if (code === 'ENOENT') return t('--file {file}: there is no such file.', { file });
  if (code === 'EISDIR') return t('--file {file}: this is a folder.', { file });
  return t('--file {file}: it cannot be read ({code}).', { file, code });
}

const tooLarge = (file: string, t: Translate): UsageError =>
  new UsageError(t('--file {file}: it is too large. Name the lines that matter, in a smaller file.', { file }));

function decode(bytes: Uint8Array, file: string, t: Translate): string {
  if (bytes.length > MAX_BYTES) throw tooLarge(file, t);
  if (bytes.includes(0)) throw new UsageError(t('--file {file}: this is not text.', { file }));
  return new TextDecoder().decode(bytes).replace(/\r\n?/g, '\n');
}

/** Cuts the lines out of a text. Throws `UsageError` where there are none to cut. */
export function toExcerpt({ path, lines }: FileArgument, text: string, t: Translate): Excerpt {
  const all = text.replace(/\n$/, '').split('\n');
  const { first, last } = lines ?? { first: 1, last: all.length };
  if (first > all.length) throw new UsageError(t('--file {file}: it ends with line {count}.', { file: path, count: all.length }));
  const endLine = Math.min(last, all.length);
  const chosen = all.slice(first - 1, endLine).join('\n');
  if (!chosen.trim()) throw new UsageError(t('--file {file}: there is no text in it.', { file: path }));
  return { path, languageId: languageIdOf(path), startLine: first, endLine, text: chosen };
}
