import chinese from '../../l10n/bundle.l10n.zh-cn.json';
import { createReaderWords, type ReaderWords } from '../engine/readerWords.ts';
import type { Environment } from './shell.ts';

export const UI_LANGUAGES = ['en', 'zh-cn'] as const;
export type UiLanguage = (typeof UI_LANGUAGES)[number];

/** The program's own words and numbers in a language. */
export const wordsIn = (locale: UiLanguage): ReaderWords => createReaderWords(locale === 'zh-cn' ? chinese : {}, locale);

/** The language of the program's own words: what `--ui-language` says, else the locale. Read before the flags are checked, for their complaints. */
export function findUiLanguage(args: readonly string[], env: Environment): UiLanguage {
  const flag = args.findLast((arg, index) => arg.startsWith('--ui-language=') || args[index - 1] === '--ui-language');
  const chosen = UI_LANGUAGES.find(language => language === flag?.replace('--ui-language=', ''));
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  return chosen ?? (/^zh/i.test(locale) ? 'zh-cn' : 'en');
}
