import assert from 'node:assert/strict';
import { costOf, describeCost, findPrice, LISTED_PRICES } from './prices.ts';
import { createReaderWords } from './readerWords.ts';

const english = createReaderWords({}, 'en');
const usage = { promptTokens: 1_000_000, cachedTokens: 400_000, completionTokens: 100_000 };
const own = { qwen: { input: 1, output: 2 }, 'gpt-4o': { input: 1, cachedInput: 0.5, output: 2 } };

describe('The cost of a run', () => {
  it('is that of its tokens, cached ones at their own price', () => {
    assert.deepEqual(costOf(usage, { model: 'gpt-4o' }, {}), { dollars: 0.6 * 2.5 + 0.4 * 1.25 + 1, isListed: true });
    assert.equal(costOf(usage, { model: 'qwen' }, own)?.dollars, 1.2);
  });

  it('is reckoned with the reader’s own price before that of the list', () => {
    assert.deepEqual(costOf(usage, { model: 'gpt-4o' }, own), { dollars: 0.6 + 0.2 + 0.2, isListed: false });
    assert.equal(findPrice('gpt-4o-mini-2024-07-18', own)?.price, LISTED_PRICES['gpt-4o-mini']);
  });

  it('is not known without a price or without the tokens, and no local server takes money', () => {
    assert.equal(costOf(usage, { model: 'smollm2-135m' }, {}), undefined);
    assert.equal(costOf(usage, { model: 'constructor' }, {}), undefined);
    assert.equal(costOf({ promptTokens: 5 }, { model: 'gpt-4o' }, {}), undefined);
    assert.equal(costOf(usage, { model: 'gpt-4o', isLocal: true }, own), undefined);
  });

  it('is told as about right where the list’s price was taken', () => {
    assert.equal(describeCost({ dollars: 0.001234, isListed: true }, english), '≈ $0.0012');
    assert.equal(describeCost({ dollars: 0.5, isListed: false }, english), '$0.50');
    assert.equal(describeCost({ dollars: 12.345, isListed: false }, english), '$12.35');
    assert.equal(describeCost({ dollars: 0, isListed: false }, createReaderWords({}, 'zh-cn')), 'US$0.00');
  });
});
