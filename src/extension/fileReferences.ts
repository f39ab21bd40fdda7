import * as vscode from 'vscode';
import type { HostMessage, PageMessage } from '../protocol/messages.ts';
import type { App } from './app.ts';
import { isPathWithin } from './pathWithin.ts';

/** Tells the page, for each path as a text writes it, whether the workspace has such a file. */
export async function resolveFiles(app: App, paths: readonly string[]): Promise<HostMessage> {
  const found = await findFiles(app, paths);
  return { type: 'knownFiles', known: Object.fromEntries(paths.map(path => [path, (found.get(path) ?? []).length > 0])) };
}

/** Opens a file of the workspace at its lines. What a text names can lead nowhere else. */
export async function openFile(app: App, { path, line, endLine }: Extract<PageMessage, { type: 'openFile' }>): Promise<void> {
  const found = (await findFiles(app, [path])).get(path) ?? [];
  if (found.length === 0) return tellMissing(path);
  const uri = found.length > 1 ? await choose(found) : found[0];
  if (!uri) return;
  const viewColumn = app.lastEditor.editor?.viewColumn ?? vscode.ViewColumn.Active;
  await vscode.window.showTextDocument(uri, { viewColumn, ...(line !== undefined && { selection: linesOf(line, endLine ?? line) }) });
}

const linesOf = (first: number, last: number): vscode.Range => new vscode.Range(first - 1, 0, last - 1, Number.MAX_SAFE_INTEGER);

function tellMissing(path: string): void {
  void vscode.window.showInformationMessage(vscode.l10n.t('There is no file {path} in the workspace.', { path }));
}

async function choose(found: readonly vscode.Uri[]): Promise<vscode.Uri | undefined> {
  const items = found.map(uri => ({ label: vscode.workspace.asRelativePath(uri), uri }));
  const placeHolder = vscode.l10n.t('More than one file is called so. Which one?');
  return (await vscode.window.showQuickPick(items, { placeHolder }))?.uri;
}

/** The files that each path can mean: the one that it leads to from a folder of the workspace, else those whose paths end with it. */
async function findFiles({ files }: App, paths: readonly string[]): Promise<ReadonlyMap<string, readonly vscode.Uri[]>> {
  const within = paths.filter(isPathWithin);
  const direct = await Promise.all(within.map(async path => [path, await findDirectly(path)] as const));
  const all = direct.some(([, found]) => found.length === 0) ? await files.all() : [];
  const endingWith = (path: string) => all.filter(file => file.path.endsWith(`/${path}`)).map(({ uri }) => vscode.Uri.parse(uri));
  return new Map(direct.map(([path, found]) => [path, found.length > 0 ? found : endingWith(path)]));
}

async function findDirectly(path: string): Promise<vscode.Uri[]> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const places = folders.flatMap(({ uri, name }) => {
    const inFolder = path.startsWith(`${name}/`) ? [path.slice(name.length + 1)] : [];
    return [path, ...inFolder].map(place => vscode.Uri.joinPath(uri, place));
  });
  const found = await Promise.all(places.map(async uri => ((await isFile(uri)) ? [uri] : [])));
  return found.flat();
}

const isFile = async (uri: vscode.Uri): Promise<boolean> => {
  try {
    return ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.File) !== 0;
  } catch {
    return false;
  }
};
