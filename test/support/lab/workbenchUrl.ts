/** What the web workbench is told in its address. Paths are absolute paths of this machine. */
export interface WorkbenchAddress {
  readonly origin: string;
  readonly workspaceFolder: string;
  readonly developmentPath?: string;
  readonly testsPath?: string;
}

const remoteUri = (path: string): string => `vscode-remote://remote${path}`;

/** Gives the address that opens a folder, and in it an extension from its source tree, and in that the tests to run. */
export function workbenchUrl({ origin, workspaceFolder, developmentPath, testsPath }: WorkbenchAddress): string {
  const payload: [string, string][] = [];
  if (developmentPath) payload.push(['extensionDevelopmentPath', remoteUri(developmentPath)]);
  if (testsPath) payload.push(['extensionTestsPath', remoteUri(testsPath)]);
  const query = new URLSearchParams({ folder: workspaceFolder });
  if (payload.length > 0) query.set('payload', JSON.stringify(payload));
  return `${origin}/?${query}`;
}
