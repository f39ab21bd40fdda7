import type { VllmModel } from '../setup/vllmModel.mjs';

export const vllmModelName: string;
export const cacheBlockTokens: number;

export interface VllmServerOptions extends VllmModel {
  readonly port?: number;
  /** In tokens. */
  readonly contextSize?: number;
  readonly apiKey?: string;
}
export interface RunningVllmServer {
  /** Without a path, for `/health` and `/metrics`. */
  readonly origin: string;
  readonly baseUrl: string;
  readonly model: string;
  readonly exited: Promise<void>;
  stop(): Promise<void>;
}
export function vllmArguments(options: { readonly modelFolder: string; readonly port: number; readonly contextSize?: number }): string[];
export function startVllmServer(options: VllmServerOptions): Promise<RunningVllmServer>;
