import * as vscode from 'vscode';
import { DisposableStore } from './disposableStore.ts';
import { pageHtml, pageOptions } from './html.ts';
import { type PageHost, WebviewLink } from './webviewLink.ts';

export const VIEW_ID = 'stepwise.view';

/** The page as a view in its own container of the side bar. */
export class SideView implements vscode.Disposable, vscode.WebviewViewProvider {
  private readonly owned = new DisposableStore();
  private readonly extensionUri: vscode.Uri;
  private readonly host: PageHost;
  private readonly visibility = this.owned.add(new vscode.EventEmitter<void>());
  private view: vscode.WebviewView | undefined;
  private link: WebviewLink | undefined;
  private badge: vscode.ViewBadge | undefined;
  private wantsHistory = false;

  readonly onDidChangeVisibility = this.visibility.event;

  constructor(extensionUri: vscode.Uri, host: PageHost) {
    this.extensionUri = extensionUri;
    this.host = host;
    this.owned.add(vscode.window.registerWebviewViewProvider(VIEW_ID, this));
  }

  get isVisible(): boolean {
    return this.view?.visible === true;
  }

  /** A view that VS Code has not drawn yet gets its badge when it is. */
  setBadge(badge: vscode.ViewBadge | undefined): void {
    this.badge = badge;
    if (this.view) this.view.badge = badge;
  }

  /** Shows the session; where `preserveFocus` is set the editor has the focus again afterwards. */
  async show(focus: { readonly preserveFocus: boolean }): Promise<void> {
    this.showSession();
    await this.reveal(focus);
  }

  /** Shows the list of sessions. */
  async showHistory(): Promise<void> {
    this.wantsHistory = true;
    this.link?.showHistory();
    await this.reveal({ preserveFocus: false });
  }

  /** Leaves the list of sessions, where that is shown. */
  showSession(): void {
    this.wantsHistory = false;
    this.link?.showSession();
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.view = view;
    view.badge = this.badge;
    view.onDidChangeVisibility(() => this.visibility.fire());
    view.webview.options = pageOptions(this.extensionUri);
    const { webview, onDidChangeVisibility } = view;
    const link = new WebviewLink({ webview, isVisible: () => view.visible, onDidChangeVisibility }, this.host);
    this.link = link;
    if (this.wantsHistory) link.showHistory();
    view.onDidDispose(() => this.forget(view, link));
    view.webview.html = pageHtml(view.webview, this.extensionUri);
    this.visibility.fire();
  }

  dispose(): void {
    this.owned.dispose();
  }

  private async reveal({ preserveFocus }: { readonly preserveFocus: boolean }): Promise<void> {
    const hadEditor = vscode.window.activeTextEditor !== undefined;
    await vscode.commands.executeCommand(`${VIEW_ID}.focus`);
    if (preserveFocus && hadEditor) await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
  }

  private forget(view: vscode.WebviewView, link: WebviewLink): void {
    link.dispose();
    if (this.view === view) this.view = undefined;
    if (this.link === link) this.link = undefined;
    this.visibility.fire();
  }
}
