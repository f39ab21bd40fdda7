import assert from 'node:assert/strict';
import { say } from './chat.ts';
import { estimatePromptTokens, estimateTokens } from './tokens.ts';

describe('token estimates', () => {
  it('count a Chinese character, and its punctuation, as one', () => {
    assert.equal(estimateTokens('为什么？'), 4);
    assert.equal(estimateTokens('カナ한글'), 4);
  });

  it('count three or four Latin letters as one', () => {
    assert.equal(estimateTokens('abcdefghijklmnopqr'), 5);
    assert.equal(estimateTokens('a'), 1);
    assert.equal(estimateTokens(''), 0);
  });

  it('add what the chat template needs for each message', () => {
    assert.equal(estimatePromptTokens([say('system', '中'), say('user', '')]), 11);
    assert.equal(estimatePromptTokens([]), 0);
  });
});
