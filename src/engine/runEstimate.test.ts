import assert from 'node:assert/strict';
import { PRESETS } from './limits.ts';
import { estimateRun, isDear, type RunPlan, tokensOf } from './runEstimate.ts';

const plan: RunPlan = {
  strategy: 'chain',
  preset: 'quick',
  limits: { minSteps: 1, maxSteps: 2, maxTokensPerStep: 100, maxTokensForAnswer: 1000, temperature: 0.2 },
  promptTokens: 500,
};

describe('What a run would come to', () => {
  it('is one request for a direct answer', () => {
    assert.deepEqual(estimateRun({ ...plan, strategy: 'direct' }).most, { requests: 1, promptTokens: 500, completionTokens: 1000 });
  });

  it('is, step by step, a request for each step and one for the answer, each with all that came before', () => {
    const { least, most } = estimateRun(plan);
    // 500, then a step of 100 and the 160 tokens that ask for the next, then the same again.
    assert.deepEqual(most, { requests: 3, promptTokens: 500 + 760 + 1020, completionTokens: 1200 });
    assert.equal(least.requests, 2);
    assert.ok(tokensOf(least) < tokensOf(most));
  });

  it('is never more than the context holds at each request, and what the budget of a run leaves', () => {
    assert.equal(estimateRun({ ...plan, contextSize: 600 }).most.promptTokens, 500 + 600 + 600);
    const within = estimateRun({ ...plan, limits: { ...plan.limits, maxTokensPerRun: 2500 } }).most;
    assert.equal(within.requests, 2);
    assert.ok(tokensOf(within) <= 2500);
  });

  it('is that of several chains for those that think several, and a budget for a search', () => {
    const requests = (strategy: string) => {
      const { least, most } = estimateRun({ ...plan, strategy });
      return [least.requests, most.requests];
    };
    assert.deepEqual(['chain', 'vote', 'verify', 'single-pass', 'tree'].map(requests), [
      [2, 3],
      [4, 15],
      [4, 9],
      [2, 3],
      [16, 16],
    ]);
  });

  it('is that of a chain for a strategy that it does not know', () => {
    assert.deepEqual(estimateRun({ ...plan, strategy: 'new' }), estimateRun(plan));
  });

  it('is dear for the preset thorough, and above a bound, but never for a direct answer', () => {
    const preset = (name: keyof typeof PRESETS): RunPlan => ({ ...plan, preset: name, limits: PRESETS[name] });
    assert.deepEqual([preset('quick'), preset('balanced'), preset('thorough'), { ...preset('thorough'), strategy: 'direct' }].map(isDear), [
      false,
      false,
      true,
      false,
    ]);
    assert.ok(isDear({ ...preset('balanced'), promptTokens: 20_000 }));
  });
});
