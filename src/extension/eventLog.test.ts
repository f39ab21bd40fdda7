import assert from 'node:assert/strict';
import type { ReasoningEvent } from '../engine/events.ts';
import { toEventLine } from './eventLog.ts';

const limits = { minSteps: 3, maxSteps: 5, maxTokensPerStep: 500, maxTokensForAnswer: 1500, temperature: 0.2 };
const usage = { promptTokens: 311, cachedTokens: 288, completionTokens: 96 };
const step = {
  index: 1,
  node: 'n2',
  title: 'SECRET',
  content: 'SECRET',
  nextAction: 'continue',
  durationMs: 812,
  firstWordMs: 95,
} as const;
const EVENTS: readonly ReasoningEvent[] = [
  { type: 'run-start', version: 1, runId: 'r1', question: 'SECRET', model: 'm', strategy: 'chain', preset: 'quick', limits },
  { type: 'step-start', index: 1, node: 'n2', parent: 'n1' },
  { type: 'step-delta', index: 1, title: 'SECRET', content: 'SECRET' },
  { type: 'step-retry', index: 1, attempt: 1, delayMs: 1000, reason: 'rate-limit' },
  { type: 'step-end', step: { ...step, attempts: 2, usage, finishReason: 'stop', repaired: true } },
  { type: 'reasoning-delta', index: 1, text: 'SECRET' },
  { type: 'answer-delta', text: 'SECRET' },
  { type: 'answer-retry', attempt: 1, delayMs: 2000, reason: 'network' },
  { type: 'answer-end', text: 'SECRET', durationMs: 640, usage: {} },
  { type: 'run-end', stopReason: 'answered', answer: 'SECRET', answerNode: 'n4', durationMs: 5120, usage, requests: 5 },
  { type: 'run-cancel', durationMs: 900, usage: {}, requests: 2 },
  { type: 'run-error', kind: 'auth', cause: 'key-refused', facts: {}, message: 'Refused.', durationMs: 40, usage: {}, requests: 1 },
];

describe('The log of a run', () => {
  it('has a line for each beginning, acceptance, retry and ending, with times, sizes and tokens', () => {
    const lines = EVENTS.flatMap(event => toEventLine(event) ?? []).map(({ level, text }) => `${level} ${text}`);
    assert.deepEqual(lines, [
      'info run r1: chain, quick, m',
      'warn step 2: attempt 1 is void (rate-limit), the next in 1000 ms',
      'info step 2: 812 ms, first word after 95 ms, attempt 2, 6 characters, 311 prompt tokens (288 cached), 96 completion tokens, finish stop, read with care',
      'warn answer: attempt 1 is void (network), the next in 2000 ms',
      'info answer: 640 ms, 6 characters, finish not told',
      'info run ends: answered; 5120 ms, 5 requests, 311 prompt tokens (288 cached), 96 completion tokens',
      'info run stopped; 900 ms, 2 requests',
      'error run failed: auth, key-refused: Refused.; 40 ms, 1 requests',
    ]);
  });

  it('names the chain where it is not the first', () => {
    const event: ReasoningEvent = { type: 'answer-end', text: 'x', durationMs: 640, usage: {}, chain: 1 };
    assert.equal(toEventLine(event)?.text, 'chain 2: answer: 640 ms, 1 characters, finish not told');
  });

  it('holds nothing of what was asked or written, which the events do', () => {
    assert.match(JSON.stringify(EVENTS), /SECRET/);
    assert.doesNotMatch(EVENTS.map(event => toEventLine(event)?.text).join(), /SECRET/);
  });
});
