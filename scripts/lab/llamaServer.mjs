import { rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { inLab } from '../setup/folders.mjs';
import { freePort } from './freePort.mjs';
import { startGuarded, waitUntilHealthy } from './guarded.mjs';

/** The name under which the small local model is served. */
export const localModelName = 'smollm2-135m';

const program = join(import.meta.dirname, 'llama_server.py');

/** One core is left to the editor and the browser: the server's threads wait for each other, and crawl when one of them finds no core. */
const usualThreads = Math.min(4, Math.max(1, availableParallelism() - 1));

/**
 * Starts llama.cpp's server with the small model on 127.0.0.1, and waits until it is healthy (about a second).
 * `python` and `gguf` come from set-up. `contextSize` is in tokens and is shared by the `parallel` slots.
 */
export async function startLlamaServer({ python, gguf, port, threads = usualThreads, contextSize = 8192, parallel = 1 }) {
  const chosenPort = port || (await freePort());
  const flags = { model: gguf, alias: localModelName, port: chosenPort, threads, 'context-size': contextSize, parallel };
  const args = [program, ...Object.entries(flags).flatMap(([flag, value]) => [`--${flag}`, String(value)])];
  const server = startGuarded({ program: python, args, logFile: inLab('logs', `llama-${chosenPort}.log`) });
  const origin = `http://127.0.0.1:${chosenPort}`;
  await waitUntilHealthy(server, `${origin}/health`, { name: "llama.cpp's server" });
  const stop = async () => {
    await server.stop();
    await rm(server.logFile, { force: true });
  };
  return { origin, baseUrl: `${origin}/v1`, model: localModelName, stop, exited: server.exited };
}
