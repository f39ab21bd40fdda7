import { rm } from 'node:fs/promises';
import { inLab } from '../setup/folders.mjs';
import { freePort } from './freePort.mjs';
import { startGuarded, waitUntilHealthy } from './guarded.mjs';

/** The name under which vLLM serves the small model. */
export const vllmModelName = 'smollm2';

/** Tokens in one block of vLLM's prefix cache: only whole blocks are found again. */
export const cacheBlockTokens = 32;

/** It imports half of PyTorch before it listens: 30 s where two cores are free. */
const startTimeoutMs = 240_000;

/** No telemetry, no network, nothing in anybody's home; its processes talk to each other on this machine only. */
const quietEnvironment = () => ({
  HF_HUB_OFFLINE: '1',
  TRANSFORMERS_OFFLINE: '1',
  VLLM_NO_USAGE_STATS: '1',
  DO_NOT_TRACK: '1',
  VLLM_HOST_IP: '127.0.0.1',
  VLLM_CACHE_ROOT: inLab('vllm-cache'),
  VLLM_CONFIG_ROOT: inLab('vllm-cache'),
  HF_HOME: inLab('vllm-cache'),
});

const ownSettings = /^(?:VLLM|OPENAI|STEPWISE)_|_API_KEY$/;

/** Of our environment it gets what has nothing to do with servers: no key, and no setting of another vLLM. */
const environmentFor = apiKey => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !ownSettings.test(name))),
  ...quietEnvironment(),
  /** In GiB. */
  VLLM_CPU_KVCACHE_SPACE: '1',
  ...(apiKey ? { VLLM_API_KEY: apiKey } : {}),
});

/** What follows `python -m`; docs/vllm.md tells people to type the same. */
export function vllmArguments({ modelFolder, port, contextSize = 4096 }) {
  const values = {
    model: modelFolder,
    'served-model-name': vllmModelName,
    'max-model-len': contextSize,
    host: '127.0.0.1',
    port,
    dtype: 'bfloat16',
    'block-size': cacheBlockTokens,
  };
  const flags = Object.entries(values).flatMap(([flag, value]) => [`--${flag}`, String(value)]);
  // Compiled, it would be quicker later and take longer now.
  return ['vllm.entrypoints.openai.api_server', ...flags, '--enforce-eager', '--enable-prompt-tokens-details'];
}

/**
 * Starts vLLM with the small model on 127.0.0.1, and waits until it is healthy (about half a minute).
 * `python` and `modelFolder` come from set-up. `contextSize` is in tokens. With an `apiKey`, it answers no one else.
 */
export async function startVllmServer({ python, modelFolder, port, contextSize, apiKey }) {
  const chosenPort = port || (await freePort());
  const args = ['-m', ...vllmArguments({ modelFolder, port: chosenPort, contextSize })];
  const logFile = inLab('logs', `vllm-${chosenPort}.log`);
  const server = startGuarded({ program: python, args, env: environmentFor(apiKey), logFile });
  const origin = `http://127.0.0.1:${chosenPort}`;
  await waitUntilHealthy(server, `${origin}/health`, { name: 'vLLM', timeoutMs: startTimeoutMs });
  const stop = async () => {
    await server.stop();
    await rm(server.logFile, { force: true });
  };
  return { origin, baseUrl: `${origin}/v1`, model: vllmModelName, stop, exited: server.exited };
}
