import { type FileHandle, mkdir, open, readFile, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What of an open file is needed here, so that a test can let the disk be full. */
export type OpenFile = (path: string, flags: 'a', mode: number) => Promise<Pick<FileHandle, 'appendFile' | 'datasync' | 'stat' | 'close'>>;

/** Somebody else works on the same file. */
export class TakenError extends Error {
  override readonly name = 'TakenError';

  constructor() {
    super('Another window works on this session.');
  }
}

/** What a file of lines is made of. */
export interface GrowingFileOptions {
  readonly path: string;
  /** The first line of a new file. */
  readonly head: string;
  /** Whether a text without its line end is a whole line. */
  readonly isLine: (text: string) => boolean;
  readonly openFile?: OpenFile;
}

/**
 * A file of lines that only grows, each on the disk before its promise resolves. What could not be written waits for the next line,
 * so that no line ever stands where one before it is missing. One writer only: it throws where somebody else has written.
 */
export class GrowingFile {
  private readonly options: GrowingFileOptions;
  private waiting: string[] = [];
  private last: Promise<void> = Promise.resolve();
  /** The bytes that are in order; not known before the first line. */
  private bytes: number | undefined;
  private isTorn = false;

  constructor(options: GrowingFileOptions) {
    this.options = options;
  }

  append(line: string): Promise<void> {
    this.waiting.push(line);
    const writing = this.last.then(() => this.flush());
    this.last = writing.catch(() => undefined);
    return writing;
  }

  private async flush(): Promise<void> {
    if (this.waiting.length === 0) return;
    const { path, openFile = open } = this.options;
    await mkdir(dirname(path), { recursive: true });
    this.bytes ??= await this.putInOrder();
    if (this.isTorn) await this.takeBack(this.bytes);
    const file = await openFile(path, 'a', 0o600);
    try {
      if ((await file.stat()).size !== this.bytes) throw new TakenError();
      await this.write(file, this.bytes);
    } finally {
      await file.close();
    }
  }

  private async write(file: Awaited<ReturnType<OpenFile>>, before: number): Promise<void> {
    const { length } = this.waiting;
    const text = this.waiting.map(line => `${line}\n`).join('');
    try {
      await file.appendFile(text);
      await file.datasync();
    } catch (error) {
      this.isTorn = true;
      await this.takeBack(before).catch(() => undefined);
      throw error;
    }
    this.waiting = this.waiting.slice(length);
    this.bytes = before + Buffer.byteLength(text);
  }

  /** What a failed write has left behind. */
  private async takeBack(bytes: number): Promise<void> {
    await truncate(this.options.path, bytes);
    this.isTorn = false;
  }

  /** Sees to it that the next line begins a line: a last one that was torn goes, one that lacks only its end gets it. */
  private async putInOrder(): Promise<number> {
    const { path, head, isLine } = this.options;
    const found = await readIfThere(path);
    const whole = found.lastIndexOf('\n') + 1;
    const rest = found.subarray(whole).toString();
    if (rest && isLine(rest)) {
      this.waiting.unshift('');
      return found.length;
    }
    if (rest) await truncate(path, whole);
    if (whole === 0) this.waiting.unshift(head);
    return whole;
  }
}

async function readIfThere(path: string): Promise<Buffer> {
  return readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  });
}
