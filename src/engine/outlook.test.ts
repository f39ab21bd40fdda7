import assert from 'node:assert/strict';
import { PRESETS } from './limits.ts';
import { describeOutlook, outlookOf } from './outlook.ts';
import { createReaderWords } from './readerWords.ts';

describe('What is told before a dear run', () => {
  const plan = { strategy: 'chain', preset: 'thorough', limits: PRESETS.thorough, promptTokens: 500 } as const;

  it('is how many requests and tokens it would come to, the tokens rounded', () => {
    const outlook = outlookOf(plan);
    assert.deepEqual(outlook, { leastRequests: 6, mostRequests: 26, tokens: 26 * 500 + 325 * 1160 + 29_000 });
    assert.equal(describeOutlook(outlook, createReaderWords({}, 'en')), '6–26 requests, up to about 420,000 tokens');
  });

  it('is nothing before a usual one', () => {
    assert.equal(outlookOf({ ...plan, preset: 'balanced', limits: PRESETS.balanced }), undefined);
  });
});
