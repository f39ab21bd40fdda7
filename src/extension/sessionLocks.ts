import { mkdir, open, readFile, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';

/** How often an owner says that it lives, and after how long a silent one is taken for dead, in milliseconds. */
const SIGN_OF_LIFE_MS = 60_000;
const SILENCE_MS = 4 * SIGN_OF_LIFE_MS;

const ownerSchema = z.object({ pid: z.int(), window: z.string() });

/** A window that works on a session. */
export type LockOwner = z.infer<typeof ownerSchema>;

/** Whether a process of this machine lives. */
export type IsRunning = (pid: number) => boolean;

/**
 * Files beside the sessions that name the window which works on each, so that no two write one file.
 * A lock counts as long as its owner's process lives; a number that was given to another process is told by its silence.
 */
export class SessionLocks {
  private readonly folder: string;
  private readonly owner: LockOwner;
  private readonly isRunning: IsRunning;
  private readonly held = new Set<string>();
  private timer: NodeJS.Timeout | undefined;

  constructor(folder: string, owner: LockOwner, isRunning: IsRunning = isProcessRunning) {
    this.folder = folder;
    this.owner = owner;
    this.isRunning = isRunning;
  }

  holds(sessionId: string): boolean {
    return this.held.has(sessionId);
  }

  /** Makes the session ours; false where another window works on it. Where no file can be written, nobody is kept out. */
  async take(sessionId: string): Promise<boolean> {
    if (this.held.has(sessionId)) return true;
    for (let tries = 0; tries < 2; tries++) {
      if (await this.write(sessionId)) return this.hold(sessionId);
      if (await this.isTaken(sessionId)) return false;
      await this.remove(sessionId);
    }
    return false;
  }

  /** Whether another window, which lives, works on the session. */
  async isTaken(sessionId: string): Promise<boolean> {
    const path = this.pathOf(sessionId);
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text === undefined || this.held.has(sessionId)) return false;
    const { mtimeMs } = await stat(path);
    const owner = readOwner(text);
    const lives = !owner || (owner.pid !== this.owner.pid && this.isRunning(owner.pid));
    return lives && Date.now() - mtimeMs < SILENCE_MS;
  }

  async release(sessionId: string): Promise<void> {
    if (this.held.delete(sessionId)) await this.remove(sessionId);
  }

  /** Takes a lock away that nobody needs any more, because its session is gone or its owner dead. */
  async remove(sessionId: string): Promise<void> {
    await rm(this.pathOf(sessionId), { force: true });
  }

  async releaseAllBut(sessionId: string | undefined): Promise<void> {
    for (const held of [...this.held]) if (held !== sessionId) await this.release(held);
  }

  dispose(): void {
    clearInterval(this.timer);
    this.releaseAllBut(undefined).catch(() => undefined);
  }

  private hold(sessionId: string): true {
    this.held.add(sessionId);
    this.timer ??= setInterval(() => void this.giveSignOfLife(), SIGN_OF_LIFE_MS).unref();
    return true;
  }

  private async giveSignOfLife(): Promise<void> {
    const now = new Date();
    for (const sessionId of this.held) await utimes(this.pathOf(sessionId), now, now).catch(() => undefined);
  }

  private async write(sessionId: string): Promise<boolean> {
    const path = this.pathOf(sessionId);
    try {
      await mkdir(this.folder, { recursive: true });
      const file = await open(path, 'wx', 0o600);
      await file.writeFile(JSON.stringify(this.owner)).finally(() => file.close());
      return true;
    } catch (error) {
      return !(error instanceof Error && 'code' in error && error.code === 'EEXIST');
    }
  }

  private pathOf(sessionId: string): string {
    return join(this.folder, `${sessionId}.lock`);
  }
}

function readOwner(text: string): LockOwner | undefined {
  try {
    return z.safeParse(ownerSchema, JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** A process that we may not signal lives too. */
function isProcessRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
