import * as vscode from 'vscode';
import { DisposableStore } from './disposableStore.ts';
import { pageHtml, pageOptions } from './html.ts';
import { type PageHost, WebviewLink } from './webviewLink.ts';

export const PANEL_TYPE = 'stepwise.panel';

/** The page as an editor: at most one, and VS Code brings it back after a reload. */
export class Panel implements vscode.Disposable, vscode.WebviewPanelSerializer {
  private readonly owned = new DisposableStore();
  private readonly extensionUri: vscode.Uri;
  private readonly host: PageHost;
  private readonly visibility = this.owned.add(new vscode.EventEmitter<void>());
  private panel: vscode.WebviewPanel | undefined;
  private link: WebviewLink | undefined;

  readonly onDidChangeVisibility = this.visibility.event;

  constructor(extensionUri: vscode.Uri, host: PageHost) {
    this.extensionUri = extensionUri;
    this.host = host;
    this.owned.add(vscode.window.registerWebviewPanelSerializer(PANEL_TYPE, this));
  }

  get isVisible(): boolean {
    return this.panel?.visible === true;
  }

  get exists(): boolean {
    return this.panel !== undefined;
  }

  /** Whether it is the editor that is worked in. */
  get isActive(): boolean {
    return this.panel?.active === true;
  }

  /** Shows the session beside the active editor. */
  show({ preserveFocus }: { readonly preserveFocus: boolean }): void {
    if (this.panel) this.panel.reveal(undefined, preserveFocus);
    else this.adopt(this.create(preserveFocus));
    this.link?.showSession();
  }

  /** Shows the list of sessions. */
  showHistory(): void {
    this.show({ preserveFocus: false });
    this.link?.showHistory();
  }

  /** Leaves the list of sessions, where that is shown. */
  showSession(): void {
    this.link?.showSession();
  }

  async deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    if (this.panel) panel.dispose();
    else this.adopt(panel);
  }

  dispose(): void {
    this.owned.dispose();
    this.panel?.dispose();
  }

  private create(preserveFocus: boolean): vscode.WebviewPanel {
    const viewColumn = vscode.window.activeTextEditor ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
    return vscode.window.createWebviewPanel(PANEL_TYPE, 'Stepwise', { viewColumn, preserveFocus });
  }

  private adopt(panel: vscode.WebviewPanel): void {
    this.panel = panel;
    panel.iconPath = vscode.Uri.joinPath(this.extensionUri, 'media', 'stepwise.svg');
    panel.webview.options = pageOptions(this.extensionUri);
    const { webview, onDidChangeViewState } = panel;
    const link = new WebviewLink({ webview, isVisible: () => panel.visible, onDidChangeVisibility: onDidChangeViewState }, this.host);
    panel.onDidChangeViewState(() => this.visibility.fire());
    this.link = link;
    panel.onDidDispose(() => this.forget(panel, link));
    panel.webview.html = pageHtml(panel.webview, this.extensionUri);
    this.visibility.fire();
  }

  private forget(panel: vscode.WebviewPanel, link: WebviewLink): void {
    link.dispose();
    if (this.panel === panel) this.panel = undefined;
    if (this.link === link) this.link = undefined;
    this.visibility.fire();
  }
}
