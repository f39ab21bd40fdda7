import type { CodeServer } from '../setup/codeServer.mjs';

export interface InstallExtensionOptions {
  readonly codeServer: CodeServer;
  readonly dataFolder: string;
  readonly extensionsFolder: string;
  readonly vsix: string;
}
export function installExtension(options: InstallExtensionOptions): Promise<void>;

export interface CodeServerOptions {
  readonly codeServer: CodeServer;
  readonly dataFolder: string;
  readonly extensionsFolder: string;
  readonly port?: number;
  readonly token?: string;
  readonly trustAll?: boolean;
  readonly testDriver?: boolean;
  readonly folder?: string;
  readonly machineSettings?: Readonly<Record<string, unknown>>;
  readonly userSettings?: Readonly<Record<string, unknown>>;
  /** Added to the environment of the server and so of the extension host. */
  readonly environment?: Readonly<Record<string, string>>;
}
export interface RunningCodeServer {
  readonly origin: string;
  readonly query: string;
  readonly dataFolder: string;
  readonly exited: Promise<void>;
  stop(): Promise<void>;
}
export function startCodeServer(options: CodeServerOptions): Promise<RunningCodeServer>;

/** The arguments of the server: it listens on this machine alone, and with a `token` to nobody without it. */
export function serverFlags(options: {
  readonly port: number;
  readonly token?: string;
  readonly dataFolder: string;
  readonly extensionsFolder: string;
}): string[];
