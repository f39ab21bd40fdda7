import { runStrategy } from '../../../src/cli/runStrategy.ts';
import { depsFor, placeOf } from '../../../src/cli/startRun.ts';
import { beginRun } from '../../../src/engine/beginRun.ts';
import type { ReasoningEvent } from '../../../src/engine/events.ts';
import { resolveLimits } from '../../../src/engine/limits.ts';
import { prefixCacheUse } from '../../../test/support/prefixCache.ts';
import { startLlamaServer } from '../../lab/llamaServer.mjs';
import { cacheBlockTokens, startVllmServer } from '../../lab/vllmServer.mjs';
import { installLocalModel } from '../../setup/localModel.mjs';
import { installVllmModel } from '../../setup/vllmModel.mjs';
import type { Figure, Part } from '../part.ts';
import { endpointAt } from '../speed/contestants.ts';

const LEAST_SHARE = 0.95;
const LIMITS = resolveLimits('quick', { minSteps: 5, maxSteps: 5, maxTokensPerStep: 160, maxTokensForAnswer: 120 });

/** How much of its prompts a chain finds in the server's cache. */
export const cache: Part = {
  name: 'cache',
  about: 'prefix cache of a chain: tokens of prompts from the cache, of those that the prompt before had (whole blocks)',
  measure: async tell => {
    tell(await shareOn('llama.cpp, block 1', 1, await startLlamaServer(await installLocalModel())));
    tell(await shareOn(`vLLM, block ${cacheBlockTokens}`, cacheBlockTokens, await startVllmServer(await installVllmModel())));
  },
};

interface Server {
  readonly baseUrl: string;
  readonly model: string;
  stop(): Promise<void>;
}

async function shareOn(what: string, blockTokens: number, server: Server): Promise<Figure> {
  try {
    const { cachedTokens, possibleTokens, share } = prefixCacheUse(await thinkOn(server), blockTokens);
    const value = `${(100 * share).toFixed(1)} %`;
    return {
      what: `${what}: ${cachedTokens} of ${possibleTokens}`,
      value,
      aim: `at least ${100 * LEAST_SHARE} %`,
      isMet: share >= LEAST_SHARE,
    };
  } finally {
    await server.stop();
  }
}

async function thinkOn({ baseUrl, model }: Server): Promise<ReasoningEvent[]> {
  const endpoint = endpointAt(baseUrl, model);
  const choices = { strategy: 'chain', preset: 'quick', limits: LIMITS, language: 'en', concurrency: 1, ...placeOf(endpoint) } as const;
  const question = { instruction: 'Which number is larger, 9.11 or 9.9? Think about the digits after the point.', excerpts: [] };
  const { spec, opening } = beginRun('bench', question, [], choices);
  const events: ReasoningEvent[] = [];
  for await (const event of runStrategy(spec, [opening], depsFor(endpoint, new AbortController().signal))) events.push(event);
  return events;
}
