import { randomUUID } from 'node:crypto';
import { type RunningVllmServer, startVllmServer } from '../../scripts/lab/vllmServer.mjs';
import { installVllmModel } from '../../scripts/setup/vllmModel.mjs';

/** The one vLLM that all suites of a process ask, because its start takes half a minute. It wants a key. */
export interface SharedServer extends RunningVllmServer {
  readonly apiKey: string;
}

let shared: Promise<SharedServer> | undefined;

/** Gives the server, which is started where there is none. It is stopped after the last suite. */
export function sharedServer(): Promise<SharedServer> {
  shared ??= start();
  return shared;
}

/** To be called by whoever breaks the server: the next one who asks gets a new one. */
export async function stopSharedServer(): Promise<void> {
  const stopping = shared;
  shared = undefined;
  await (await stopping?.catch(() => undefined))?.stop();
}

async function start(): Promise<SharedServer> {
  const startedAtMs = performance.now();
  const apiKey = randomUUID();
  const server = await startVllmServer({ ...(await installVllmModel()), apiKey });
  console.log(`      vLLM was ready after ${((performance.now() - startedAtMs) / 1000).toFixed(0)} s`);
  return { ...server, apiKey };
}

after(stopSharedServer);
