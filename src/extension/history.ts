import * as vscode from 'vscode';
import { isEnding } from '../engine/events.ts';
import type { StoredSession } from '../engine/sessionFile.ts';
import type { HistoryEntry, HistoryList } from '../protocol/messages.ts';
import { UNDO_MS } from './deletedSessions.ts';
import { DisposableStore } from './disposableStore.ts';
import type { RunController } from './runController.ts';
import type { SessionArchive } from './sessionArchive.ts';
import { type CataloguedSession, SessionCatalogue } from './sessionCatalogue.ts';
import { isSessionName } from './sessionFolder.ts';
import { readHistory } from './settings.ts';

/** What a deleted session is known by until it is gone for good. */
interface Deleted {
  readonly id: string;
  readonly name: string;
}

/** The sessions of this workspace, for a reader to look through, go on in, name, pin and delete. */
export class SessionHistory implements vscode.Disposable {
  private readonly owned = new DisposableStore();
  private readonly changed = this.owned.add(new vscode.EventEmitter<void>());
  private readonly archive: SessionArchive;
  private readonly runs: RunController;
  private readonly report: (error: unknown) => void;
  private readonly catalogue: SessionCatalogue;
  private readonly timers = new Set<NodeJS.Timeout>();
  private deleted: readonly Deleted[] = [];
  private isRead = false;

  /** What `list` gives is another thing now. */
  readonly onDidChange = this.changed.event;

  constructor(archive: SessionArchive, runs: RunController, report: (error: unknown) => void) {
    this.archive = archive;
    this.runs = runs;
    this.report = report;
    this.catalogue = new SessionCatalogue(archive.folder, archive.labels);
    this.owned.add(runs.onDidEmit(({ event }) => (event.type === 'run-start' || isEnding(event)) && this.changed.fire()));
    this.owned.add(runs.onDidReplaceSession(() => this.changed.fire()));
  }

  /** What can be said before the sessions were read for the first time; nothing afterwards. */
  get first(): HistoryList | undefined {
    return this.isRead ? undefined : { entries: [], deleted: [], isKept: true, isReading: true };
  }

  async list(): Promise<HistoryList> {
    const sessions = await this.catalogue.list();
    this.isRead = true;
    const entries = await Promise.all(sessions.map(session => this.toEntry(session)));
    return { entries, deleted: this.deleted, isKept: readHistory().enabled };
  }

  /** Shows a session, to go on in it. False where it cannot be shown. */
  async open(id: string): Promise<boolean> {
    if (!isSessionName(id)) return false;
    return id === this.runs.session.id || this.archive.open(id, this.runs);
  }

  /** Gives a session a name; a blank one gives back that of its first question. */
  async rename(id: string, name: string): Promise<void> {
    await this.label(id, { name: name.replace(/\s+/g, ' ').trim() || undefined });
  }

  async pin(id: string, isPinned: boolean): Promise<void> {
    await this.label(id, { isPinned });
  }

  /** Sets a session aside; for a while it can be given back. */
  async delete(id: string): Promise<void> {
    const session = (await this.catalogue.list()).find(one => one.id === id);
    if (!session) return;
    if (await this.archive.isInUse(id)) return tellInUse();
    if (id === this.runs.session.id) await this.runs.newSession();
    if (!(await this.archive.setAside(id))) return tellInUse();
    this.deleted = [{ id, name: session.name }, ...this.deleted];
    this.forgetInTime(id);
    this.changed.fire();
    void this.offerUndo(id, session.name).catch(this.report);
  }

  /** Gives a deleted session back. */
  async undo(id: string): Promise<void> {
    if (!this.deleted.some(one => one.id === id)) return;
    this.deleted = this.deleted.filter(one => one.id !== id);
    if (!(await this.archive.deleted.giveBack(id))) {
      void vscode.window.showInformationMessage(vscode.l10n.t('This session is gone for good.'));
    }
    this.changed.fire();
  }

  /** What is stored of a session; `undefined`, with a word to the reader, where it cannot be read. */
  async read(id: string): Promise<StoredSession | undefined> {
    return isSessionName(id) ? this.archive.read(id) : undefined;
  }

  /** Tells that a session was added. */
  refresh(): void {
    this.changed.fire();
  }

  /** The name of a session that is listed. */
  async nameOf(id: string): Promise<string | undefined> {
    return (await this.catalogue.list()).find(one => one.id === id)?.name;
  }

  dispose(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.owned.dispose();
  }

  private async toEntry(session: CataloguedSession): Promise<HistoryEntry> {
    const isCurrent = session.id === this.runs.session.id;
    return { ...session, isCurrent, isInUse: await this.archive.isInUse(session.id) };
  }

  private async label(id: string, change: { readonly name?: string | undefined; readonly isPinned?: boolean }): Promise<void> {
    if (!isSessionName(id)) return;
    await this.archive.labels.change(id, change);
    this.changed.fire();
  }

  private async offerUndo(id: string, name: string): Promise<void> {
    const undo = vscode.l10n.t('Undo');
    const chosen = await vscode.window.showInformationMessage(vscode.l10n.t('“{name}” was deleted.', { name }), undo);
    if (chosen === undo) await this.undo(id);
  }

  private forgetInTime(id: string): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      this.deleted = this.deleted.filter(one => one.id !== id);
      this.changed.fire();
      this.archive.deleted.purge().catch(this.report);
    }, UNDO_MS);
    this.timers.add(timer);
  }
}

function tellInUse(): void {
  void vscode.window.showInformationMessage(vscode.l10n.t('Another window works on this session. It can be deleted there.'));
}
