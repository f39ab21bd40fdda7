import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheBlockTokens } from '../../scripts/lab/vllmServer.mjs';
import type { ReasoningEvent } from '../../src/engine/events.ts';
import type { Rung } from '../../src/engine/ports.ts';
import { type Learned, learnedKey } from '../../src/model/learned.ts';
import { findGrammarFaults, parseEventLines } from '../support/eventGrammar.ts';
import { acceptedUsage, describeCacheUse, prefixCacheUse } from '../support/prefixCache.ts';

import { programWithVllm } from './programWithVllm.ts';

const QUESTION = 'Explain in several sentences why the sky is blue, and then why sunsets are red.';
const THREE_STEPS = ['--min-steps', '3', '--max-steps', '3', '--max-tokens-per-step', '100', '--max-tokens-for-answer', '80'];
const ONE_STEP = ['--min-steps', '1', '--max-steps', '1', '--max-tokens-per-step', '60', '--max-tokens-for-answer', '20'];
/** Shorter replies come in too few pieces to tell streaming from its absence. */
const FEWEST_TOKENS = 20;
const FEWEST_DELTAS = 5;

describe('stepwise ask on a real vLLM', function () {
  const on = programWithVllm(this);

  const ask = async (...limits: readonly string[]): Promise<ReasoningEvent[]> => {
    const args = ['ask', '--json', '--base-url', on.server.baseUrl, '--model', on.server.model, ...limits, QUESTION];
    const run = on.program.start(args, { env: { STEPWISE_API_KEY: on.server.apiKey } });
    assert.equal(await run.ended, 0, run.stdout + run.stderr);
    const events = parseEventLines(run.stdout);
    assert.deepEqual(findGrammarFaults(events), []);
    return events;
  };

  it('streams steps and an answer, tells its tokens, and finds every prompt in its cache', async () => {
    const events = await ask(...THREE_STEPS);
    const replies = streamedReplies(events);
    console.log(`      3 steps and an answer: ${replies.map(({ tokens, deltas }) => `${tokens} tokens in ${deltas} deltas`).join('; ')}`);
    assert.equal(replies.length, 4);
    const long = replies.filter(({ tokens }) => tokens >= FEWEST_TOKENS);
    assert.ok(long.length > 0, `a reply of at least ${FEWEST_TOKENS} tokens`);
    assert.deepEqual(
      long.filter(({ deltas }) => deltas < FEWEST_DELTAS),
      [],
    );
    const usage = acceptedUsage(events);
    assert.ok(usage.every(({ promptTokens = 0, completionTokens = 0 }) => promptTokens > 0 && completionTokens > 0));
    assert.ok(usage.slice(1).every(({ cachedTokens }) => cachedTokens !== undefined));
    const use = prefixCacheUse(events, cacheBlockTokens);
    console.log(`      ${describeCacheUse(use)}, in blocks of ${cacheBlockTokens}`);
    assert.ok(use.share >= 0.95, `${use.cachedTokens} of ${use.possibleTokens}`);
  });

  it('takes the strictest step format at once', async () => {
    const events = await ask(...ONE_STEP);
    assert.deepEqual(noticesOf(events), []);
    console.log(`      rung schema: ${summaryOf(events)}`);
  });

  for (const rung of ['object', 'text'] as const) {
    it(`makes readable steps where it is asked for them as ${rung === 'object' ? 'any JSON object' : 'marked text'}`, async () => {
      await seedLearned(rung);
      const events = await ask(...ONE_STEP);
      assert.equal(streamedReplies(events).length, 2, 'a step and an answer');
      console.log(`      rung ${rung}: ${summaryOf(events)}`);
    });
  }

  /** Makes the program begin on that rung, as it does where it has learned that those above do not work. */
  async function seedLearned(rung: Rung): Promise<void> {
    const folder = join(on.program.folder, 'state/stepwise');
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    const learned: Learned = { rung, learnedAtMs: Date.now() };
    await writeFile(join(folder, 'learned.json'), JSON.stringify({ [learnedKey(on.server.baseUrl, on.server.model)]: learned }));
  }
});

interface StreamedReply {
  readonly tokens: number;
  readonly deltas: number;
}

/** In how many pieces each accepted reply came, and how long it was. */
function streamedReplies(events: readonly ReasoningEvent[]): StreamedReply[] {
  const count = (isOfIt: (event: ReasoningEvent) => boolean): number => events.filter(isOfIt).length;
  return events.flatMap(event => {
    if (event.type === 'step-end') {
      const { index, usage } = event.step;
      return [{ tokens: usage.completionTokens ?? 0, deltas: count(other => other.type === 'step-delta' && other.index === index) }];
    }
    if (event.type !== 'answer-end') return [];
    return [{ tokens: event.usage.completionTokens ?? 0, deltas: count(({ type }) => type === 'answer-delta') }];
  });
}

const noticesOf = (events: readonly ReasoningEvent[]): string[] => events.flatMap(event => (event.type === 'notice' ? [event.code] : []));

/** What became of the steps, for the log: a step that ran into the token limit is tried once more with twice the room. */
function summaryOf(events: readonly ReasoningEvent[]): string {
  const steps = events.flatMap(event => (event.type === 'step-end' ? [event.step] : []));
  const retries = events.flatMap(event => (event.type === 'step-retry' ? [event.reason] : []));
  const ending = events.at(-1);
  const requests = ending?.type === 'run-end' ? ending.requests : 0;
  const cut = steps.filter(({ finishReason }) => finishReason === 'length').length;
  const repaired = steps.filter(step => step.repaired).length;
  return `${steps.length} steps, ${cut} cut by the token limit, ${repaired} repaired, ${retries.length} retries (${retries.join(', ') || 'none'}), ${requests} requests`;
}
