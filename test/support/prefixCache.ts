import type { ReasoningEvent } from '../../src/engine/events.ts';
import type { Usage } from '../../src/engine/usage.ts';

/** How much of the prompts a server took from its cache, and how much it could have, in tokens. */
export interface PrefixCacheUse {
  readonly cachedTokens: number;
  readonly possibleTokens: number;
  readonly share: number;
}

/** The usage of every accepted request of a run, in order. */
export const acceptedUsage = (events: readonly ReasoningEvent[]): Usage[] =>
  events.flatMap(event => {
    if (event.type === 'step-end') return [event.step.usage];
    return event.type === 'answer-end' ? [event.usage] : [];
  });

/** Holds the cached tokens of each request after the first against the prompt before it, of which a server keeps whole blocks only. */
export function prefixCacheUse(events: readonly ReasoningEvent[], blockTokens = 1): PrefixCacheUse {
  const usage = acceptedUsage(events);
  const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
  const cachedTokens = sum(usage.slice(1).map(({ cachedTokens = 0 }) => cachedTokens));
  const possibleTokens = sum(usage.slice(0, -1).map(({ promptTokens = 0 }) => Math.floor(promptTokens / blockTokens) * blockTokens));
  return { cachedTokens, possibleTokens, share: cachedTokens / possibleTokens };
}

/** The same in one line for whoever reads what a suite printed. */
export const describeCacheUse = ({ cachedTokens, possibleTokens, share }: PrefixCacheUse): string =>
  `prefix cache: ${cachedTokens} tokens cached of ${possibleTokens} in the previous prompts, ${(100 * share).toFixed(1)} %`;
