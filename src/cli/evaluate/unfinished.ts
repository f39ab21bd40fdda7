import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, rmdirSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { parseStoredReply, type StoredReply } from '../../evaluation/replies.ts';
import { toJsonLine } from '../../model/jsonLine.ts';
import { writeAll } from './wholeFile.ts';

/** The replies to a question that was not answered yet, so that none of its requests goes out twice. */
export interface UnfinishedTask {
  readonly stored: readonly StoredReply[];
  /** Is on the disk when this returns. */
  keep(reply: StoredReply): void;
  /** Its result is kept: the replies are needed no more. */
  forget(): void;
}

/** Opens what is kept of a task in the folder; a last line that was not written whole is cut off. */
export function openUnfinished(folder: string, task: number, keys: readonly string[]): UnfinishedTask {
  const path = join(folder, `${task}.jsonl`);
  return {
    stored: existsSync(path) ? readStored(path) : [],
    keep: reply => {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      appendLine(path, toJsonLine(reply, keys));
    },
    forget: () => rmSync(path, { force: true }),
  };
}

function readStored(path: string): StoredReply[] {
  const bytes = readFileSync(path);
  const end = bytes.lastIndexOf('\n') + 1;
  if (end < bytes.length) truncateSync(path, end);
  const lines = bytes.subarray(0, end).toString().split('\n');
  return lines.flatMap(line => parseStoredReply(line) ?? []);
}

function appendLine(path: string, line: string): void {
  const descriptor = openSync(path, 'a', 0o600);
  try {
    writeAll(descriptor, Buffer.from(`${line}\n`));
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Takes the folder away once nothing is left in it. */
export function removeIfEmpty(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
}
