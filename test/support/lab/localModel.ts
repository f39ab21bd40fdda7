import { type LlamaServerOptions, type RunningLlamaServer, startLlamaServer } from '../../../scripts/lab/llamaServer.mjs';
import { installLocalModel } from '../../../scripts/setup/localModel.mjs';

/** Starts the real small model on the real llama.cpp server. One thread unless told otherwise: the browser needs the other core. */
export async function startLocalModel(options: Partial<LlamaServerOptions> = {}): Promise<RunningLlamaServer> {
  return startLlamaServer({ ...(await installLocalModel()), threads: 1, ...options });
}
