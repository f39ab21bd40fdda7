import assert from 'node:assert/strict';
import { PRESETS } from './limits.ts';
import { describeOutlook, outlookOf } from './outlook.ts';
import { createReaderWords } from './readerWords.ts';

describe('What is told before a dear run', () => {
  const plan = { strategy: 'chain', preset: 'thorough', limits: PRESETS.thorough, promptTokens: 500 } as const;

  it('is how many requests and tokens it would come to, the tokens rounded', () => {
    const outlook = outlookOf(plan, { model: 'qwen' }, {});
    assert.deepEqual(outlook, { leastRequests: 6, mostRequests: 26, tokens: 26 * 500 + 325 * 1160 + 29_000 });
    assert.equal(describeOutlook(outlook, createReaderWords({}, 'en')), '6–26 requests, up to about 420,000 tokens');
  });

  it('is also what it would cost, where the price is known and the server takes money', () => {
    const costs = (model: string, isLocal = false) => outlookOf(plan, { model, isLocal }, { qwen: { input: 1, output: 10 } });
    const outlook = costs('gpt-4o');
    assert.ok(outlook);
    assert.equal(describeOutlook(outlook, createReaderWords({}, 'en')), '6–26 requests, up to about 420,000 tokens, ≈ $1.27');
    assert.equal(costs('qwen')?.cost?.isListed, false);
    assert.deepEqual([costs('another')?.cost, costs('qwen', true)?.cost], [undefined, undefined]);
  });

  it('is nothing before a usual one', () => {
    assert.equal(outlookOf({ ...plan, preset: 'balanced', limits: PRESETS.balanced }, { model: 'qwen' }, {}), undefined);
  });
});
