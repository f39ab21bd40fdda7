import * as vscode from 'vscode';
import { DisposableStore } from './disposableStore.ts';

const SCHEME = 'stepwise';

/** Texts that are shown in an editor and cannot be changed or saved; each lasts until the window closes or another of its name takes its place. */
export class ReadOnlyTexts implements vscode.Disposable {
  private readonly owned = new DisposableStore();
  private readonly changed = this.owned.add(new vscode.EventEmitter<vscode.Uri>());
  private readonly texts = new Map<string, string>();

  constructor() {
    const provideTextDocumentContent = ({ path }: vscode.Uri) => this.texts.get(path);
    this.owned.add(
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, { onDidChange: this.changed.event, provideTextDocumentContent }),
    );
  }

  /** Opens a text under a name, such as `Connection.txt`; the ending chooses the language. */
  async show(name: string, text: string): Promise<void> {
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${name}` });
    this.texts.set(uri.path, text);
    this.changed.fire(uri);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
  }

  dispose(): void {
    this.owned.dispose();
  }
}
