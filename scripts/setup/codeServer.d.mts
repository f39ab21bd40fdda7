/** Where VS Code's server lies: `server` is a folder, `node` the program that runs it. */
export interface CodeServer {
  readonly server: string;
  readonly node: string;
}
export function installCodeServer(): Promise<CodeServer>;
