import * as vscode from 'vscode';

/** The URI as this extension host knows it: what VS Code hands to a page may name the remote machine, which is the one that runs us. */
export function ownUri(text: string): vscode.Uri | undefined {
  try {
    const uri = vscode.Uri.parse(text, true);
    return uri.scheme === 'vscode-remote' ? uri.with({ scheme: 'file', authority: '' }) : uri;
  } catch {
    // What is dropped may be any text.
    return undefined;
  }
}

/** The text document at this place, where it lies in the workspace or is open, and is text; `undefined` otherwise. */
export async function openDocument(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  const open = vscode.workspace.textDocuments.find(document => document.uri.toString() === uri.toString());
  if (open) return open;
  if (!vscode.workspace.getWorkspaceFolder(uri)) return undefined;
  return vscode.workspace.openTextDocument(uri).then(
    document => document,
    () => undefined, // A folder, a picture, or nothing at all.
  );
}
