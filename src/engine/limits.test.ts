import assert from 'node:assert/strict';
import { PRESETS, resolveLimits } from './limits.ts';

describe('resolveLimits', () => {
  it('gives the preset’s limits', () => {
    const numbers = Object.values(PRESETS).map(({ minSteps, maxSteps, maxTokensPerStep, maxTokensForAnswer, temperature }) => [
      minSteps,
      maxSteps,
      maxTokensPerStep,
      maxTokensForAnswer,
      temperature,
    ]);
    assert.deepEqual(numbers, [
      [3, 5, 500, 1500, 0.2],
      [3, 10, 1000, 4000, 0.2],
      [5, 25, 1000, 4000, 0.2],
    ]);
    assert.deepEqual(resolveLimits('thorough'), PRESETS.thorough);
  });

  it('puts the reader’s own numbers on top, zero included', () => {
    assert.deepEqual(resolveLimits('quick', { maxSteps: 9, temperature: 0, maxTokensPerRun: 5000 }), {
      ...PRESETS.quick,
      maxSteps: 9,
      temperature: 0,
      maxTokensPerRun: 5000,
    });
  });

  it('leaves the preset’s where the reader has none', () => {
    assert.deepEqual(resolveLimits('quick', { maxSteps: null, minSteps: undefined, maxSecondsPerRun: null }), PRESETS.quick);
  });
});
