import { createTranslate, type Translate, type WordBundle } from '../engine/translate.ts';

/** The reader's language: words, numbers and times. */
export interface PageLanguage {
  readonly t: Translate;
  /** BCP 47. */
  readonly locale: string;
  readonly count: (value: number) => string;
  /** A duration as a reader says it, to a tenth of a second: `1.2 s`, `2 min 5 s`. */
  readonly duration: (ms: number) => string;
}

/** Words from the bundle, numbers by `Intl`. */
export function createLanguage(words: WordBundle, locale: string): PageLanguage {
  const t = createTranslate(words);
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const tenths = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const duration = (ms: number) => {
    const seconds = ms / 1000;
    if (seconds < 59.95) return t('{seconds} s', { seconds: tenths.format(seconds) });
    const minutes = Math.floor(Math.round(seconds) / 60);
    return t('{minutes} min {seconds} s', { minutes: whole.format(minutes), seconds: whole.format(Math.round(seconds) % 60) });
  };
  return { t, locale, count: value => whole.format(value), duration };
}
