import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { formatHead, isRecord } from '../engine/sessionFile.ts';
import { GrowingFile, type OpenFile } from './growingFile.ts';

/** What the name of a session's file ends with. */
export const SESSION_SUFFIX = '.jsonl';

/** Sessions as files: JSON Lines that only grow. Reading changes nothing. */
export class SessionStore {
  readonly folder: string;
  private readonly openFile: OpenFile | undefined;
  private readonly files = new Map<string, GrowingFile>();

  constructor(folder: string, openFile?: OpenFile) {
    this.folder = folder;
    this.openFile = openFile;
  }

  /** Adds a line, on the disk before the promise resolves; a new file begins with the session's name. */
  append(sessionId: string, line: string): Promise<void> {
    return this.fileOf(sessionId).append(line);
  }

  /** The text of a session, or `undefined` where there is none; rejects where there is one that cannot be read. */
  async read(sessionId: string): Promise<string | undefined> {
    return readFile(this.pathOf(sessionId), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
  }

  /** Gives a file that is no session another name, which it resolves to. Nothing is overwritten. */
  async setAside(sessionId: string): Promise<string> {
    for (let number = 1; ; number++) {
      const name = `${sessionId}.unreadable-${number}`;
      if (!(await claimName(join(this.folder, name)))) continue;
      await rename(this.pathOf(sessionId), join(this.folder, name));
      return name;
    }
  }

  /** Forgets how far every other file had been written: another window may write it from now on. */
  forgetAllBut(sessionId: string): void {
    for (const id of this.files.keys()) if (id !== sessionId) this.files.delete(id);
  }

  private fileOf(sessionId: string): GrowingFile {
    const known = this.files.get(sessionId);
    if (known) return known;
    const path = this.pathOf(sessionId);
    const file = new GrowingFile({
      path,
      head: formatHead(sessionId),
      isLine: isRecord,
      ...(this.openFile && { openFile: this.openFile }),
    });
    this.files.set(sessionId, file);
    return file;
  }

  private pathOf(sessionId: string): string {
    return join(this.folder, `${sessionId}${SESSION_SUFFIX}`);
  }
}

/** Makes an empty file of this name; false where the name is taken. */
async function claimName(path: string): Promise<boolean> {
  try {
    await (await open(path, 'wx', 0o600)).close();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}
