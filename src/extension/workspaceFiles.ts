import * as vscode from 'vscode';
import type { FoundFile } from '../protocol/messages.ts';
import { rankFiles } from './rankFiles.ts';

const MOST_LISTED = 20_000;
const MOST_OFFERED = 8;
/** While somebody types, the files are listed once. */
const KEEP_MS = 10_000;
/** Where VS Code's own search is missing, the folders are read one by one, so many of them. */
const MOST_FOLDERS = 400;

/** The files of the workspace, listed when somebody types a name. */
export class WorkspaceFiles {
  private listed: { readonly atMs: number; readonly files: Promise<ReadonlyMap<string, vscode.Uri>> } | undefined;

  /** The files whose names or folders fit what was typed, the best first. */
  async find(typed: string): Promise<readonly FoundFile[]> {
    const files = await this.list();
    return rankFiles([...files.keys()], typed, MOST_OFFERED).map(path => ({ path, uri: String(files.get(path)) }));
  }

  /** All of them, in the order of their paths. */
  async all(): Promise<readonly FoundFile[]> {
    const files = [...(await this.list())].map(([path, uri]) => ({ path, uri: String(uri) }));
    return files.sort((one, other) => (one.path < other.path ? -1 : 1));
  }

  private list(): Promise<ReadonlyMap<string, vscode.Uri>> {
    const nowMs = performance.now();
    if (!this.listed || nowMs - this.listed.atMs > KEEP_MS) this.listed = { atMs: nowMs, files: listFiles() };
    return this.listed.files;
  }
}

async function listFiles(): Promise<ReadonlyMap<string, vscode.Uri>> {
  const found = await search();
  const uris = found.length > 0 ? found : await walk();
  return new Map(uris.map(uri => [vscode.workspace.asRelativePath(uri), uri]));
}

/** What `files.exclude` and `search.exclude` leave. */
async function search(): Promise<readonly vscode.Uri[]> {
  const hidden = `{${excluded('search').join(',')}}`;
  return vscode.workspace.findFiles('**/*', hidden === '{}' ? undefined : hidden, MOST_LISTED).then(
    uris => uris,
    () => [], // Not every kind of workspace can be searched.
  );
}

/** The patterns of a setting such as `files.exclude` that are switched on. */
function excluded(section: 'files' | 'search'): readonly string[] {
  const patterns = vscode.workspace.getConfiguration(section).get<Readonly<Record<string, unknown>>>('exclude') ?? {};
  return Object.keys(patterns).filter(pattern => patterns[pattern] === true);
}

/** The same, folder by folder; of the patterns those count that name a file or folder wherever it lies. */
async function walk(): Promise<readonly vscode.Uri[]> {
  const hidden = new Set([...excluded('files'), ...excluded('search')].map(pattern => pattern.replace(/^\*\*\//, '')));
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  const files: vscode.Uri[] = [];
  for (let at = 0; at < Math.min(folders.length, MOST_FOLDERS) && files.length < MOST_LISTED; at++) {
    const folder = folders[at];
    for (const [name, type] of folder ? await readFolder(folder) : []) {
      if (!folder || hidden.has(name)) continue;
      const uri = vscode.Uri.joinPath(folder, name);
      if (type === vscode.FileType.File) files.push(uri);
      // A link could lead round in a circle.
      if (type === vscode.FileType.Directory) folders.push(uri);
    }
  }
  return files;
}

const readFolder = (folder: vscode.Uri): Thenable<[string, vscode.FileType][]> =>
  vscode.workspace.fs.readDirectory(folder).then(
    entries => entries,
    () => [],
  );
