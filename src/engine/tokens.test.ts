import assert from 'node:assert/strict';
import { say } from './chat.ts';
import { estimatePromptTokens, estimateTokens, scaleFrom, UNKNOWN_SCALE } from './tokens.ts';

const chinese = [say('user', '为什么这个函数在列表为空时会抛出异常？'.repeat(10))];
const english = [say('user', 'Why does this function throw when the list is empty? '.repeat(10))];

describe('token estimates', () => {
  it('count each script by itself', () => {
    assert.equal(estimateTokens('为什么这个函数会抛出异常'), 8);
    assert.equal(estimateTokens('Why does this function throw an exception'), 8);
    assert.equal(estimateTokens('カナ한글'), 3);
    assert.equal(estimateTokens('почему она бросает'), 8);
    assert.equal(estimateTokens(''), 0);
  });

  it('count code by its signs and indents, not by its characters', () => {
    assert.equal(estimateTokens('if (a) {\n        b();\n}'), 10);
    assert.equal(estimateTokens(' '.repeat(400)), 1);
    assert.equal(estimateTokens('3.14159'), 6);
  });

  it('add what the chat template needs for each message', () => {
    assert.equal(estimatePromptTokens([say('system', 'a'), say('user', '')]), 11);
    assert.equal(estimatePromptTokens([]), 0);
  });

  it('take no longer for a long text than in proportion', () => {
    assert.equal(estimateTokens('word '.repeat(100_000)), 100_000);
  });
});

describe('a model’s scale', () => {
  it('explains the count that it was made from', () => {
    for (const messages of [chinese, english]) {
      const counted = Math.round(estimatePromptTokens(messages) * 1.3);
      const corrected = estimatePromptTokens(messages, scaleFrom(messages, counted));
      assert.ok(Math.abs(corrected - counted) <= 2, `${corrected} of ${counted}`);
    }
  });

  it('puts a surprise down to the script of which least was known', () => {
    const mixed = [say('system', english[0]?.content ?? ''), ...chinese];
    const { narrow, wide } = scaleFrom(mixed, Math.round(estimatePromptTokens(mixed) * 1.3));
    assert.ok(narrow < 1.1 && wide > 1.5, `${narrow} ${wide}`);
  });

  it('learns nothing from a server that has not counted, or not seen, all that was sent', () => {
    assert.deepEqual(scaleFrom(english, Math.round(estimatePromptTokens(english) * 0.5)), UNKNOWN_SCALE);
    assert.deepEqual(scaleFrom([], 0), UNKNOWN_SCALE);
  });

  it('stays within what tokenizers do', () => {
    assert.deepEqual(scaleFrom(english, 1e6), { narrow: 1.5, wide: 1 });
    assert.equal(scaleFrom(chinese, 1e6).wide, 4);
  });
});
