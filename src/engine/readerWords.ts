import { createTranslate, type Translate, type WordBundle } from './translate.ts';
import type { Usage } from './usage.ts';

/** The reader's language: words, numbers and times. */
export interface ReaderWords {
  readonly t: Translate;
  /** BCP 47. */
  readonly locale: string;
  /** A whole number as a reader writes it: `1,234`. */
  readonly count: (value: number) => string;
  /** A duration as a reader says it, to a tenth of a second: `1.2 s`, `2 min 5 s`. */
  readonly duration: (ms: number) => string;
}

/** Words from the bundle, numbers by `Intl`. */
export function createReaderWords(bundle: WordBundle, locale: string): ReaderWords {
  const t = createTranslate(bundle);
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

/** What a run took and cost in one line: only what is known, for a server that counts no tokens is not said to have used none. */
export function describeTotals(durationMs: number | undefined, usage: Usage | undefined, { t, count, duration }: ReaderWords): string {
  const { promptTokens, cachedTokens, completionTokens } = usage ?? {};
  const prompt = promptTokens !== undefined && t('{count} prompt tokens', { count: count(promptTokens) });
  const cached = cachedTokens !== undefined && t('{count} of them cached', { count: count(cachedTokens) });
  const completion = completionTokens !== undefined && t('{count} completion tokens', { count: count(completionTokens) });
  const totals = [durationMs !== undefined && duration(durationMs), prompt && cached ? `${prompt} (${cached})` : prompt, completion];
  return totals.filter(Boolean).join(' · ');
}
