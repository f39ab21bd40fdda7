import { mkdir, open, readFile, truncate } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { formatRecord } from '../engine/sessionFile.ts';

/** Sessions as files: JSON Lines that only grow, one line at a time, each on the disk before its promise resolves. */
export class SessionStore {
  private readonly folder: string;
  /** Sessions whose file has its first line. */
  private readonly begun = new Set<string>();
  private last: Promise<void> = Promise.resolve();

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Lines come to the file in the order of the calls, also where an earlier one failed. A new file begins with the session's name. */
  append(sessionId: string, line: string): Promise<void> {
    const writing = this.last.then(() => this.write(sessionId, line));
    this.last = writing.catch(() => undefined);
    return writing;
  }

  /** The text of a session, or `undefined` where there is none. A last line that was torn is taken off before anything is added. */
  async read(sessionId: string): Promise<string | undefined> {
    const path = this.fileOf(sessionId);
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text === undefined) return undefined;
    this.begun.add(sessionId);
    const whole = text.lastIndexOf('\n') + 1;
    if (whole < text.length) await truncate(path, Buffer.byteLength(text.slice(0, whole)));
    return text;
  }

  private async write(sessionId: string, line: string): Promise<void> {
    const head = this.begun.has(sessionId) ? [] : [formatRecord({ record: 'session', version: 1, id: sessionId })];
    await appendLines(this.fileOf(sessionId), [...head, line]);
    this.begun.add(sessionId);
  }

  private fileOf(sessionId: string): string {
    return join(this.folder, `${sessionId}.jsonl`);
  }
}

async function appendLines(path: string, lines: readonly string[]): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, 'a', 0o600);
  try {
    await file.write(lines.map(line => `${line}\n`).join(''));
    await file.datasync();
  } finally {
    await file.close();
  }
}
