import assert from 'node:assert/strict';
import { createReaderWords, describeTotals } from './readerWords.ts';

const english = createReaderWords({}, 'en');
const chinese = createReaderWords({ '{seconds} s': '{seconds} 秒', '{minutes} min {seconds} s': '{minutes} 分 {seconds} 秒' }, 'zh-CN');

describe('the reader’s words', () => {
  it('say a duration to a tenth of a second, and from a minute on in minutes', () => {
    assert.deepEqual([0, 40, 1240, 59_949].map(english.duration), ['0.0 s', '0.0 s', '1.2 s', '59.9 s']);
    assert.deepEqual([59_950, 60_000, 125_400, 3_599_900].map(english.duration), ['1 min 0 s', '1 min 0 s', '2 min 5 s', '60 min 0 s']);
    assert.deepEqual([1240, 125_000].map(chinese.duration), ['1.2 秒', '2 分 5 秒']);
  });

  it('write numbers as the reader’s language does', () => {
    assert.equal(english.count(1_234_567), '1,234,567');
    assert.equal(createReaderWords({}, 'de').count(1234), '1.234');
  });

  it('count one thing in the singular, where the language has one', () => {
    const forms = { one: 'step', other: 'steps' };
    assert.deepEqual(
      [0, 1, 2].map(value => english.plural(value, forms)),
      ['steps', 'step', 'steps'],
    );
    assert.equal(chinese.plural(1, forms), 'steps');
  });
});

describe('what a run cost', () => {
  it('is told in one line', () => {
    const usage = { promptTokens: 1200, cachedTokens: 1000, completionTokens: 30 };
    assert.equal(describeTotals(1500, usage, english), '1.5 s · 1,200 prompt tokens (1,000 of them cached) · 30 completion tokens');
  });

  it('leaves out what is not known, and says a counted zero', () => {
    assert.equal(describeTotals(1500, {}, english), '1.5 s');
    assert.equal(describeTotals(undefined, { promptTokens: 0 }, english), '0 prompt tokens');
    assert.equal(describeTotals(undefined, { cachedTokens: 5, completionTokens: 1 }, english), '1 completion token');
    assert.equal(describeTotals(undefined, undefined, english), '');
  });
});
