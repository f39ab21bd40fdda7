import assert from 'node:assert/strict';
import { addUsage, totalTokens } from './usage.ts';

describe('usage', () => {
  it('adds up what is known', () => {
    assert.deepEqual(addUsage({ promptTokens: 1, completionTokens: 2 }, { promptTokens: 3, cachedTokens: 4 }), {
      promptTokens: 4,
      cachedTokens: 4,
      completionTokens: 2,
    });
  });

  it('leaves out what nobody counted, and keeps a counted zero', () => {
    assert.deepEqual(addUsage({}, {}), {});
    assert.deepEqual(addUsage({ cachedTokens: 0 }, {}), { cachedTokens: 0 });
  });

  it('counts in and out, but the cache only once', () => {
    assert.equal(totalTokens({ promptTokens: 10, cachedTokens: 8, completionTokens: 5 }), 15);
    assert.equal(totalTokens({}), 0);
  });
});
