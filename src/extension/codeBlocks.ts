import * as vscode from 'vscode';
import type { App } from './app.ts';

/** Puts code where the cursor is in the editor used last, in the place of what is selected there: one edit, undone at once. */
export async function insertCode({ lastEditor }: App, code: string): Promise<void> {
  const { editor } = lastEditor;
  if (!editor) return tell(vscode.l10n.t('Open a file and put the cursor where the code is to go, then insert it again.'));
  const { document, viewColumn } = editor;
  const isDone = await editor.edit(edit => {
    for (const selection of editor.selections) edit.replace(selection, code);
  });
  if (!isDone) return tell(vscode.l10n.t('The code could not be inserted: {file} cannot be changed.', { file: document.fileName }));
  await vscode.window.showTextDocument(document, viewColumn === undefined ? {} : { viewColumn });
}

/** Shows code in an editor of its own that has no file yet. */
export async function openCode({ lastEditor }: App, code: string, name: string): Promise<void> {
  const language = await languageOf(name);
  const document = await vscode.workspace.openTextDocument({ content: code, ...(language !== undefined && { language }) });
  await vscode.window.showTextDocument(document, { viewColumn: lastEditor.editor?.viewColumn ?? vscode.ViewColumn.Active });
}

/** Names that stand behind the marks of code in Markdown and are no language ids of VS Code. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  bash: 'shellscript',
  'c#': 'csharp',
  'c++': 'cpp',
  cs: 'csharp',
  golang: 'go',
  js: 'javascript',
  jsx: 'javascriptreact',
  kt: 'kotlin',
  md: 'markdown',
  ps1: 'powershell',
  py: 'python',
  rb: 'ruby',
  rs: 'rust',
  sh: 'shellscript',
  shell: 'shellscript',
  ts: 'typescript',
  tsx: 'typescriptreact',
  yml: 'yaml',
  zsh: 'shellscript',
};

async function languageOf(name: string): Promise<string | undefined> {
  const wanted = name.toLowerCase();
  const id = Object.hasOwn(OTHER_NAMES, wanted) ? OTHER_NAMES[wanted] : wanted;
  return (await vscode.languages.getLanguages()).find(known => known === id);
}

function tell(message: string): void {
  void vscode.window.showInformationMessage(message);
}
