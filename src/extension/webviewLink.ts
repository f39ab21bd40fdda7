import * as vscode from 'vscode';
import type { HistoryList, HostMessage, PageMessage, PageUi } from '../protocol/messages.ts';
import { pageMessageSchema } from '../protocol/messages.ts';
import { DisposableStore } from './disposableStore.ts';
import { EventPost } from './eventPost.ts';
import type { SessionHistory } from './history.ts';
import type { RunController } from './runController.ts';

/** What a page can want besides a word about itself. */
export type PageWish = Exclude<PageMessage, { type: 'ready' | 'showHistory' }>;

/** Where a page stands: a panel of the editor or the side view. */
export interface PagePlace {
  readonly webview: vscode.Webview;
  readonly isVisible: () => boolean;
  readonly onDidChangeVisibility: vscode.Event<unknown>;
}

/** What every page is joined to. */
export interface PageHost {
  readonly runs: RunController;
  readonly readUi: () => PageUi;
  readonly onDidChangeUi: vscode.Event<void>;
  readonly history: Pick<SessionHistory, 'first' | 'list' | 'onDidChange'>;
  /** Brings back the session of the last time, once. */
  readonly restoreSession: () => Promise<void>;
  /** Does what the reader asked for on the page; resolves to what that page is to be told, if anything. */
  readonly handle: (message: PageWish) => Promise<HostMessage | undefined>;
  readonly report: (error: unknown) => void;
}

/** Ties one page to the window's run for as long as both live. Nothing is posted to a page that cannot be seen. */
export class WebviewLink implements vscode.Disposable {
  private readonly owned = new DisposableStore();
  private readonly post = this.owned.add(new EventPost((first, events) => this.send({ type: 'events', first, events })));
  private readonly place: PagePlace;
  private readonly host: PageHost;
  private ready = false;
  private wasVisible = true;
  private isHistoryShown = false;
  private listings = 0;

  constructor(place: PagePlace, host: PageHost) {
    this.place = place;
    this.host = host;
    this.owned.add(place.webview.onDidReceiveMessage(raw => this.receive(raw)));
    this.owned.add(place.onDidChangeVisibility(() => this.catchUp()));
    this.owned.add(host.runs.onDidEmit(({ event }) => this.isWatched() && this.post.add(event)));
    this.owned.add(host.runs.onDidReplaceSession(() => this.isWatched() && this.sendSnapshot()));
    this.owned.add(host.history.onDidChange(() => this.isHistoryShown && this.sendHistory()));
    this.owned.add(host.onDidChangeUi(() => this.isWatched() && this.send({ type: 'ui', ui: host.readUi() })));
  }

  /** Shows the list of sessions in the place of the session, at the latest when the page can be seen. */
  showHistory(): void {
    this.isHistoryShown = true;
    this.sendHistory();
  }

  /** Shows the session again. */
  showSession(): void {
    if (!this.isHistoryShown) return;
    this.isHistoryShown = false;
    this.sendHistory();
  }

  dispose(): void {
    this.owned.dispose();
  }

  private isWatched(): boolean {
    return this.ready && this.place.isVisible();
  }

  /** A page that was hidden asks again (`ready`) when it is shown, mostly because it is loaded anew. */
  private catchUp(): void {
    const isVisible = this.place.isVisible();
    if (isVisible === this.wasVisible) return;
    this.wasVisible = isVisible;
    if (this.isWatched()) this.sendAll();
    if (isVisible) return;
    this.ready = false;
    this.post.clear();
  }

  private receive(raw: unknown): void {
    const { data: message } = pageMessageSchema.safeParse(raw);
    if (message?.type === 'ready') this.begin().catch(this.host.report);
    else if (message?.type === 'showHistory') this.turn(message.shown);
    else if (message) this.handle(message).catch(this.host.report);
  }

  private turn(toHistory: boolean): void {
    if (toHistory) this.showHistory();
    else this.showSession();
  }

  /** Whoever opens a session wants to see it. */
  private async handle(message: PageWish): Promise<void> {
    const before = this.host.runs.session.id;
    const said = await this.host.handle(message);
    if (said) this.send(said);
    const { id } = this.host.runs.session;
    const isOpened = message.type === 'openSession' ? id === message.session : message.type === 'openRecording' && id !== before;
    if (isOpened) this.showSession();
  }

  private sendHistory(): void {
    if (!this.isWatched()) return;
    const listing = ++this.listings;
    if (!this.isHistoryShown) return this.send({ type: 'history' });
    const { first } = this.host.history;
    if (first) this.send({ type: 'history', list: first });
    const send = (list: HistoryList) => listing === this.listings && this.isWatched() && this.send({ type: 'history', list });
    this.host.history.list().then(send).catch(this.host.report);
  }

  private async begin(): Promise<void> {
    await this.host.restoreSession();
    this.ready = true;
    this.sendAll();
  }

  private sendAll(): void {
    this.sendSnapshot();
    this.sendHistory();
  }

  private sendSnapshot(): void {
    const { runs, readUi } = this.host;
    const elapsedMs = runs.elapsed();
    const words = vscode.l10n.bundle ?? {};
    this.send({
      type: 'snapshot',
      seq: this.post.beginAnew(),
      session: runs.session,
      ui: readUi(),
      words,
      locale: vscode.env.language,
      ...(elapsedMs ? { elapsedMs } : {}),
    });
  }

  private send(message: HostMessage): void {
    this.place.webview.postMessage(message).then(undefined, this.host.report);
  }
}
