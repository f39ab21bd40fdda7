/** The language of thinking and answer. */
export type Language = 'en' | 'zh-cn';

const HAN = /\p{Script=Han}/gu;
const OTHER_WORD = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]+/gu;

/** The language of the words typed: Chinese where Chinese characters are at least as many as other words. */
export function detectLanguage(text: string): Language {
  const han = text.match(HAN)?.length ?? 0;
  const words = text.match(OTHER_WORD)?.length ?? 0;
  return han > 0 && han >= words ? 'zh-cn' : 'en';
}
