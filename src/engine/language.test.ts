import assert from 'node:assert/strict';
import { detectLanguage } from './language.ts';

describe('detectLanguage', () => {
  it('takes words without Chinese characters for English', () => {
    assert.deepEqual(['Why?', '', '42', 'Почему?'].map(detectLanguage), ['en', 'en', 'en', 'en']);
  });

  it('takes Chinese for Chinese, names of things in Latin letters included', () => {
    assert.deepEqual(['为什么？', '用 React 和 Vue 写这个页面', '解释 retry'].map(detectLanguage), ['zh-cn', 'zh-cn', 'zh-cn']);
  });

  it('takes English that quotes a Chinese word for English', () => {
    assert.equal(detectLanguage('What does the word 你好 mean in English?'), 'en');
  });
});
