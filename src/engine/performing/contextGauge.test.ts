import assert from 'node:assert/strict';
import type { ErrorFacts } from '../errors.ts';
import { ContextGauge } from './contextGauge.ts';

const learnedFrom = (facts: ErrorFacts, promptTokens: number, known?: number) => {
  const gauge = new ContextGauge(known);
  const fitsWithShorterReply = gauge.overflowed(facts, promptTokens);
  return [gauge.size, fitsWithShorterReply];
};

describe('what is learned from a refusal', () => {
  it('is the size that the server names, in the tokens of the run', () => {
    assert.deepEqual(learnedFrom({ contextSize: 4096, promptTokens: 5000 }, 5000), [4096, false]);
    assert.deepEqual(learnedFrom({ contextSize: 4096, promptTokens: 5000 }, 4000), [3276, false]);
    assert.deepEqual(learnedFrom({ contextSize: 4096, promptTokens: 5000 }, 9000), [4096, false]);
  });

  it('is a share of what was sent where no size is named', () => {
    assert.deepEqual(learnedFrom({}, 4000), [3000, false]);
    assert.deepEqual(learnedFrom({ contextSize: 4096 }, 5000), [3072, false]);
  });

  it('is that a shorter reply would do, where the prompt would have fitted', () => {
    assert.deepEqual(learnedFrom({ contextSize: 4096, promptTokens: 3000 }, 3000), [4096, true]);
    assert.deepEqual(learnedFrom({ contextSize: 4096 }, 3000), [4096, true]);
    assert.deepEqual(learnedFrom({ contextSize: 4096, promptTokens: 4090 }, 3000), [3000, false]);
  });

  it('never makes the context larger than it was known to be', () => {
    assert.deepEqual(learnedFrom({ contextSize: 8192, promptTokens: 9000 }, 9000, 4096), [4096, false]);
  });
});

describe('what is learned from a silent cut', () => {
  it('is the most that was seen, and news once', () => {
    const gauge = new ContextGauge(undefined);
    assert.deepEqual([gauge.wasCut({ counted: 2050, sent: 4200, seen: 4000 }), gauge.size], [true, 4000]);
    assert.deepEqual([gauge.wasCut({ counted: 2050, sent: 4200, seen: 4100 }), gauge.size], [false, 4000]);
  });
});
