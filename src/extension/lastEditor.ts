import * as vscode from 'vscode';
import { DisposableStore } from './disposableStore.ts';

/** Remembers the text editor that the reader used last: while the page has the focus, VS Code names none. */
export class LastEditor implements vscode.Disposable {
  private readonly owned = new DisposableStore();
  private last = vscode.window.activeTextEditor;

  constructor() {
    this.owned.add(
      vscode.window.onDidChangeActiveTextEditor(editor => {
        if (editor && isForFiles(editor)) this.last = editor;
      }),
    );
  }

  /** The one used last if it can be seen, else any that can be seen. */
  get editor(): vscode.TextEditor | undefined {
    const visible = vscode.window.visibleTextEditors.filter(isForFiles);
    return visible.find(editor => editor === this.last) ?? visible[0];
  }

  dispose(): void {
    this.owned.dispose();
  }
}

/** The panel of logs is a text editor too. */
const isForFiles = ({ document }: vscode.TextEditor): boolean => document.uri.scheme !== 'output';
