import assert from 'node:assert/strict';
import { findUiLanguage } from './uiLanguage.ts';

describe('The language of the program’s own words', () => {
  it('is the flag’s, else the locale’s, else English', () => {
    assert.deepEqual(
      [
        findUiLanguage([], {}),
        findUiLanguage([], { LANG: 'zh_CN.UTF-8' }),
        findUiLanguage([], { LANG: 'zh_CN.UTF-8', LC_ALL: 'C' }),
        findUiLanguage(['ask', '--ui-language', 'en'], { LANG: 'zh_CN.UTF-8' }),
        findUiLanguage(['--ui-language=zh-cn'], {}),
        findUiLanguage(['--ui-language', 'fr'], {}),
      ],
      ['en', 'zh-cn', 'en', 'en', 'zh-cn', 'en'],
    );
  });
});
