import { randomUUID } from 'node:crypto';
import { runStrategy } from '../../../src/cli/runStrategy.ts';
import { depsFor, placeOf } from '../../../src/cli/startRun.ts';
import { beginRun } from '../../../src/engine/beginRun.ts';
import type { RunEnding } from '../../../src/engine/events.ts';
import { resolveLimits } from '../../../src/engine/limits.ts';
import type { Endpoint } from '../../../src/model/endpoint.ts';
import { createLearnedStore } from '../../../src/model/learned.ts';
import { type BenchProxy, type ChatBody, dataOf, type Exchange } from './benchProxy.ts';
import type { TextFrame } from './stepWrapping.ts';

/** How one run went. Times in milliseconds. */
export interface Measured {
  /** From the question to the first word of a step's content that a reader could see. */
  readonly firstWordMs: number;
  readonly totalMs: number;
  readonly requests: number;
  readonly steps: number;
  readonly completionTokens: number;
  /** Tokens of prompts that the server did not take from its cache. */
  readonly computedTokens: number;
  /** Of a step, beside the time for which a request was under way. */
  readonly ownMsAStep: number;
  readonly bodies: readonly ChatBody[];
}

export const endpointAt = (baseUrl: string, model: string): Endpoint => ({
  baseUrl,
  model,
  idleTimeoutMs: 0,
  reasoningAllowance: 0,
  nativeReasoning: 'auto',
  learned: createLearnedStore(),
});

export interface RunOptions {
  readonly strategy: string;
  readonly steps: number;
  readonly tokens: number;
  readonly question: string;
  /** A run that it stops counts as one that came to no end. */
  readonly signal?: AbortSignal;
}

/** Puts a question through a program of ours, or one of the seeds', and watches what a reader would see. */
export async function runProgram(endpoint: Endpoint, proxy: BenchProxy, options: RunOptions): Promise<Measured> {
  const { strategy, steps, tokens, question, signal = new AbortController().signal } = options;
  const limits = resolveLimits('quick', { minSteps: steps, maxSteps: steps, maxTokensPerStep: tokens, maxTokensForAnswer: tokens });
  const choices = { strategy, preset: 'quick', limits, language: 'en', concurrency: 1, ...placeOf(endpoint) } as const;
  const { spec, opening } = beginRun(randomUUID(), { instruction: question, excerpts: [] }, [], choices);
  proxy.beginRun();
  const startedAtMs = performance.now();
  let firstWordAtMs: number | undefined;
  let made = 0;
  let ending: RunEnding | undefined;
  for await (const event of runStrategy(spec, [opening], depsFor(endpoint, signal))) {
    if (event.type === 'step-delta' && event.content) firstWordAtMs ??= performance.now();
    if (event.type === 'step-end') made++;
    if (event.type === 'run-end' || event.type === 'run-error' || event.type === 'run-cancel') ending = event;
  }
  const endedAtMs = performance.now();
  if (ending?.type !== 'run-end') {
    const why = ending?.type === 'run-error' ? ending.message : `stopped after ${Math.round((endedAtMs - startedAtMs) / 1000)} s`;
    throw new Error(`${strategy} came to no end: ${why}`);
  }
  return sumUp(proxy.exchanges, { startedAtMs, firstWordAtMs, endedAtMs, steps: made });
}

/** Sends the requests of a run once more, by a plain `fetch`, and reads each stream to its end. `reword` makes them new to the server's cache. */
export async function runBare(proxy: BenchProxy, bodies: readonly ChatBody[], reword: (content: string) => string): Promise<Measured> {
  proxy.beginRun();
  const startedAtMs = performance.now();
  let firstWordAtMs: number | undefined;
  for (const body of bodies) {
    const messages = body.messages.map(message => ({ ...message, content: reword(message.content) }));
    const reply = await fetch(`${proxy.baseUrl}/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...body, messages }),
    });
    if (!reply.ok || !reply.body) throw new Error(`The server said ${reply.status} to a bare request.`);
    for await (const data of dataOf(reply.body)) if (holdsText(data)) firstWordAtMs ??= performance.now();
  }
  return sumUp(proxy.exchanges, { startedAtMs, firstWordAtMs, endedAtMs: performance.now(), steps: bodies.length - 1 });
}

function holdsText(data: string): boolean {
  if (data === '[DONE]') return false;
  const frame: TextFrame = JSON.parse(data);
  return Boolean(frame.choices?.[0]?.delta?.content);
}

interface Watched {
  readonly startedAtMs: number;
  readonly firstWordAtMs: number | undefined;
  readonly endedAtMs: number;
  readonly steps: number;
}

function sumUp(exchanges: readonly Exchange[], { startedAtMs, firstWordAtMs = Number.NaN, endedAtMs, steps }: Watched): Measured {
  const sum = (value: (exchange: Exchange) => number): number => exchanges.reduce((total, exchange) => total + value(exchange), 0);
  const totalMs = endedAtMs - startedAtMs;
  const underWayMs = sum(exchange => (exchange.endedAtMs ?? endedAtMs) - exchange.startedAtMs);
  return {
    firstWordMs: firstWordAtMs - startedAtMs,
    totalMs,
    requests: exchanges.length,
    steps,
    completionTokens: sum(({ completionTokens = 0 }) => completionTokens),
    computedTokens: sum(({ promptTokens = 0, cachedTokens = 0 }) => promptTokens - cachedTokens),
    ownMsAStep: (totalMs - underWayMs) / (steps + 1),
    bodies: exchanges.map(({ body }) => body),
  };
}
