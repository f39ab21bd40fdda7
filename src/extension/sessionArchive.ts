import { join } from 'node:path';
import type * as vscode from 'vscode';
import { formatRecord, parseSessionFile, type SessionRecord } from '../engine/sessionFile.ts';
import type { RunController, SessionKeeper } from './runController.ts';
import { SessionStore } from './sessionStore.ts';

/** The name of the session that this workspace used last. */
const CURRENT = 'stepwise.currentSession';

/** Keeps the sessions of this workspace on the disk, and brings back the last one. */
export class SessionArchive implements SessionKeeper {
  private readonly state: vscode.Memento;
  private readonly store: SessionStore;
  private readonly report: (error: unknown) => void;
  private restored: Promise<void> | undefined;

  constructor({ workspaceState, storageUri, globalStorageUri }: vscode.ExtensionContext, report: (error: unknown) => void) {
    this.report = report;
    this.state = workspaceState;
    this.store = new SessionStore(join((storageUri ?? globalStorageUri).fsPath, 'sessions'));
  }

  async keep(sessionId: string, record: SessionRecord): Promise<void> {
    await this.nameCurrent(sessionId);
    await this.store.append(sessionId, formatRecord(record));
  }

  /** Remembers which session is to come back. */
  async nameCurrent(sessionId: string): Promise<void> {
    if (this.state.get(CURRENT) !== sessionId) await this.state.update(CURRENT, sessionId);
  }

  /** Gives the last session back to the controller, once in the life of a window. */
  restoreInto(runs: RunController): Promise<void> {
    this.restored ??= this.restore(runs);
    return this.restored;
  }

  private async restore(runs: RunController): Promise<void> {
    const sessionId = this.state.get<string>(CURRENT);
    const text = sessionId === undefined ? undefined : await this.store.read(sessionId);
    const stored = text === undefined ? undefined : parseSessionFile(text);
    if (stored) runs.restore(stored);
    if (stored?.unreadableLines.length)
      this.report(new Error(`Session ${sessionId}: unreadable lines ${stored.unreadableLines.join(', ')}`));
  }
}
