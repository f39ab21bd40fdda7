import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type * as vscode from 'vscode';
import {
  formatRecord,
  isNewer,
  parseSessionFile,
  parseSessionHead,
  type SessionRecord,
  type StoredSession,
} from '../engine/sessionFile.ts';
import { DeletedSessions } from './deletedSessions.ts';
import { type OpenFile, TakenError } from './growingFile.ts';
import { type History, pruneSessions } from './pruneSessions.ts';
import type { RunController, SessionKeeper } from './runController.ts';
import { SessionLabels } from './sessionLabels.ts';
import { type IsRunning, SessionLocks } from './sessionLocks.ts';
import type { SessionProblem } from './sessionProblems.ts';
import { SessionStore } from './sessionStore.ts';

/** The name of the session that this workspace used last, in its state and as a file. */
const CURRENT = 'stepwise.currentSession';
const CURRENT_FILE = 'current';

/** How long a window that is just closing may take to let go of its session, in milliseconds. */
const PATIENCE_MS = 4000;
const LOOK_AGAIN_MS = 250;

/** The session that the window shows. */
export type ShownSession = Pick<RunController, 'session' | 'restore' | 'open' | 'refresh'>;

/** What the archive needs from outside. */
export interface ArchiveParts {
  readonly context: Pick<vscode.ExtensionContext, 'workspaceState' | 'storageUri' | 'globalStorageUri'>;
  /** Names this window in the locks of its sessions. */
  readonly window: string;
  /** Whether to keep sessions at all, and how many; asked at each run. */
  readonly readHistory: () => History;
  /** Tells the reader. */
  readonly tell: (problem: SessionProblem) => void;
  /** Tells the log. */
  readonly report: (error: unknown) => void;
  /** For tests, where the real ones cannot be had. */
  readonly openFile?: OpenFile;
  readonly isRunning?: IsRunning;
}

/** Keeps the sessions of this workspace on the disk, and brings back the last one. */
export class SessionArchive implements SessionKeeper, vscode.Disposable {
  readonly labels: SessionLabels;
  readonly deleted: DeletedSessions;
  private readonly parts: ArchiveParts;
  private readonly store: SessionStore;
  private readonly locks: SessionLocks;
  /** What the file of a session held when it was shown, before it was ours. */
  private readonly shown = new Map<string, string>();
  private readonly damaged = new Set<string>();
  /** Sessions that are not kept, because history was off when one of their runs began. */
  private readonly unkept = new Set<string>();
  private readonly failing = new Set<string>();
  private readonly begun = new Set<string>();
  private last: Promise<unknown> = Promise.resolve();
  private restored: Promise<void> | undefined;

  constructor(parts: ArchiveParts) {
    const { context, window, openFile, isRunning } = parts;
    const folder = join((context.storageUri ?? context.globalStorageUri).fsPath, 'sessions');
    this.parts = parts;
    this.labels = new SessionLabels(folder);
    this.deleted = new DeletedSessions(folder, this.labels);
    this.store = new SessionStore(folder, openFile);
    this.locks = new SessionLocks(folder, { pid: process.pid, window }, isRunning);
  }

  /** Where the sessions of this workspace lie. */
  get folder(): string {
    return this.store.folder;
  }

  keep(sessionId: string, record: SessionRecord): Promise<void> {
    if (record.record === 'run' && !this.parts.readHistory().enabled) this.unkept.add(sessionId);
    return this.unkept.has(sessionId) ? Promise.resolve() : this.inOrder(() => this.write(sessionId, record));
  }

  /** Remembers which session is to come back, and lets go of every other. */
  async turnTo(sessionId: string): Promise<void> {
    await this.inOrder(async () => {
      await this.locks.releaseAllBut(sessionId);
      this.store.forgetAllBut(sessionId);
      if (this.parts.readHistory().enabled) await this.nameCurrent(sessionId);
    }).catch(this.parts.report);
  }

  /** Gives the last session back to the controller, once in the life of a window. */
  restoreInto(runs: ShownSession): Promise<void> {
    this.restored ??= this.restore(runs).catch(this.parts.report);
    return this.restored;
  }

  /** Shows a session of this workspace in the place of the one that is shown. False, with a word to the reader, where it cannot be shown. */
  async open(sessionId: string, runs: ShownSession): Promise<boolean> {
    await this.restored;
    return this.show(sessionId, runs, stored => runs.open(stored));
  }

  /** What is stored of a session; `undefined`, with a word to the reader, where it cannot be read. */
  async read(sessionId: string): Promise<StoredSession | undefined> {
    const text = await this.readText(sessionId);
    return text === undefined ? undefined : this.parse(sessionId, text);
  }

  /** Whether another window works on the session. */
  isInUse(sessionId: string): Promise<boolean> {
    return this.locks.isTaken(sessionId);
  }

  /** Sets a session aside that is to be deleted; false where another window works on it. */
  setAside(sessionId: string): Promise<boolean> {
    return this.inOrder(async () => {
      if (!(await this.locks.take(sessionId))) return false;
      await this.deleted.setAside(sessionId).finally(() => this.locks.release(sessionId));
      return true;
    });
  }

  /** Makes sure that the current session can be added to. False, with a word to the reader, where it can only be read. */
  async claim(runs: ShownSession): Promise<boolean> {
    const { id } = runs.session;
    const problem = this.damaged.has(id) ? ({ about: 'damaged' } as const) : await this.takeShown(id, runs);
    if (problem) this.parts.tell(problem);
    return problem === undefined;
  }

  dispose(): void {
    this.locks.dispose();
  }

  /** One thing after the other, whatever became of the one before. */
  private inOrder<Result>(work: () => Promise<Result>): Promise<Result> {
    const working = this.last.then(work);
    this.last = working.catch(() => undefined);
    return working;
  }

  private async write(sessionId: string, record: SessionRecord): Promise<void> {
    try {
      if (!(await this.locks.take(sessionId))) throw new TakenError();
      await this.store.append(sessionId, formatRecord(record));
      await this.nameCurrent(sessionId);
    } catch (why) {
      if (!this.failing.has(sessionId)) this.parts.tell({ about: 'not-kept', why });
      this.failing.add(sessionId);
      throw why;
    }
    if (!this.begun.has(sessionId)) await this.prune(sessionId).catch(this.parts.report);
    this.begun.add(sessionId);
  }

  private async prune(sessionId: string): Promise<void> {
    const isInUse = async (id: string) => id === sessionId || this.locks.holds(id) || (await this.locks.isTaken(id));
    const mustStay = async (id: string) => (await isInUse(id)) || (await this.labels.read(id)).isPinned === true;
    const gone = await pruneSessions(this.store.folder, this.parts.readHistory(), mustStay);
    for (const id of gone) await Promise.all([this.locks.remove(id), this.labels.remove(id)]);
    await this.deleted.purge();
  }

  private async restore(runs: ShownSession): Promise<void> {
    const sessionId = await this.readCurrent();
    if (sessionId !== undefined) await this.show(sessionId, runs, async stored => runs.restore(stored));
  }

  private async show(sessionId: string, runs: ShownSession, put: (stored: StoredSession) => Promise<void>): Promise<boolean> {
    const text = await this.readText(sessionId);
    const stored = text === undefined ? undefined : await this.parse(sessionId, text);
    if (text === undefined || !stored) return false;
    this.shown.set(sessionId, text);
    if (!stored.isWhole) this.damaged.add(sessionId);
    await put(stored);
    this.tellDamage(stored);
    if (this.parts.readHistory().enabled) void this.takeInTime(sessionId, runs).catch(this.parts.report);
    return true;
  }

  private async readText(sessionId: string): Promise<string | undefined> {
    return (await this.store.read(sessionId).catch(why => this.parts.tell({ about: 'no-access', why }))) ?? undefined;
  }

  /** `undefined`, with a word to the reader, where the file cannot be shown. */
  private async parse(sessionId: string, text: string): Promise<StoredSession | undefined> {
    const head = parseSessionHead(text);
    const stored = parseSessionFile(text);
    if (!head) this.parts.tell({ about: 'set-aside', name: await this.store.setAside(sessionId) });
    else if (isNewer(head)) this.parts.tell({ about: 'newer' });
    return stored;
  }

  private tellDamage({ isWhole, unreadableLines }: StoredSession): void {
    if (!isWhole) this.parts.tell({ about: 'damaged' });
    else if (unreadableLines.length > 0) this.parts.tell({ about: 'lines', numbers: unreadableLines });
  }

  /** After a reload the window before may still be about to end. */
  private async takeInTime(sessionId: string, runs: ShownSession): Promise<void> {
    const giveUpAt = performance.now() + PATIENCE_MS;
    const isCurrent = () => runs.session.id === sessionId;
    while (isCurrent() && performance.now() < giveUpAt) {
      if (!(await this.takeShown(sessionId, runs))) return;
      await new Promise(resolve => setTimeout(resolve, LOOK_AGAIN_MS));
    }
    if (isCurrent()) this.parts.tell({ about: 'in-use' });
  }

  /** Makes a session ours that was brought back; what another window has added since then is shown too. */
  private takeShown(sessionId: string, runs: ShownSession): Promise<SessionProblem | undefined> {
    return this.inOrder(async () => {
      const shown = this.shown.get(sessionId);
      if (runs.session.id !== sessionId || shown === undefined || this.locks.holds(sessionId) || !this.parts.readHistory().enabled)
        return undefined;
      if (!(await this.locks.take(sessionId))) return { about: 'in-use' };
      const text = await this.store.read(sessionId);
      const stored = text === undefined || text === shown ? undefined : parseSessionFile(text);
      if (stored) runs.refresh(stored);
      return undefined;
    });
  }

  private async nameCurrent(sessionId: string): Promise<void> {
    const { workspaceState, storageUri } = this.parts.context;
    if (workspaceState.get(CURRENT) === sessionId) return;
    // The state of VS Code reaches the disk some time later, which a program that is killed does not wait for.
    if (storageUri) await writeFile(join(this.store.folder, CURRENT_FILE), sessionId).catch(this.parts.report);
    await workspaceState.update(CURRENT, sessionId);
  }

  private async readCurrent(): Promise<string | undefined> {
    const { workspaceState, storageUri } = this.parts.context;
    const named = storageUri && (await readFile(join(this.store.folder, CURRENT_FILE), 'utf8').catch(() => undefined));
    return named && /^[\w-]+$/.test(named) ? named : workspaceState.get<string>(CURRENT);
  }
}
