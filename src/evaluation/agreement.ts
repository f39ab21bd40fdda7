import type { ReasoningEvent } from '../engine/events.ts';

/** How many of the chains came to the answer that most came to. */
export interface Agreement {
  readonly agreeing: number;
  readonly chains: number;
}

/** What the last tally of a run says; `undefined` where no chains voted. */
export function agreementOf(events: readonly ReasoningEvent[]): Agreement | undefined {
  const last = events.findLast(event => event.type === 'tally');
  const sizes = last?.answers.map(({ chains }) => chains.length) ?? [];
  const chains = sizes.reduce((sum, size) => sum + size, 0);
  return chains > 0 ? { agreeing: Math.max(...sizes), chains } : undefined;
}
