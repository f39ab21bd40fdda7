import type { LocalModel } from '../setup/localModel.mjs';

export const localModelName: string;

export interface LlamaServerOptions extends LocalModel {
  readonly port?: number;
  readonly threads?: number;
  /** In tokens, shared by the parallel slots. */
  readonly contextSize?: number;
  readonly parallel?: number;
}
export interface RunningLlamaServer {
  /** Without a path, for `/health` and `/props`. */
  readonly origin: string;
  readonly baseUrl: string;
  readonly model: string;
  readonly exited: Promise<void>;
  stop(): Promise<void>;
}
export function startLlamaServer(options: LlamaServerOptions): Promise<RunningLlamaServer>;
