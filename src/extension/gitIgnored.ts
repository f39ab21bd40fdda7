import * as vscode from 'vscode';

/** The little that is wanted of the API of VS Code's own git extension. */
interface GitExtension {
  getAPI(version: 1): { getRepository(uri: vscode.Uri): GitRepository | null };
}
interface GitRepository {
  checkIgnore?(paths: string[]): Promise<ReadonlySet<string>>;
}

/** Whether git ignores the file. False where there is no git, no repository, or nobody who could say. */
export async function isGitIgnored(uri: vscode.Uri): Promise<boolean> {
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  try {
    const git = await extension?.activate();
    const ignored = await git?.getAPI(1).getRepository(uri)?.checkIgnore?.([uri.fsPath]);
    return ignored?.has(uri.fsPath) ?? false;
  } catch {
    // The git extension throws where git is switched off.
    return false;
  }
}
