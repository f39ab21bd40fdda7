export interface GuardedOptions {
  readonly program: string;
  readonly args: readonly string[];
  readonly logFile: string;
  readonly env?: NodeJS.ProcessEnv;
}
export interface GuardedServer {
  readonly logFile: string;
  readonly exited: Promise<void>;
  isRunning(): boolean;
  stop(): Promise<void>;
}
export function startGuarded(options: GuardedOptions): GuardedServer;
