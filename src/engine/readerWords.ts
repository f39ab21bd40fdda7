import { type Cost, describeCost } from './prices.ts';
import { createTranslate, type Translate, type WordBundle } from './translate.ts';
import type { Usage } from './usage.ts';

/** The reader's language: words, numbers and times. */
export interface ReaderWords {
  readonly t: Translate;
  /** BCP 47. */
  readonly locale: string;
  /** A whole number as a reader writes it: `1,234`. */
  readonly count: (value: number) => string;
  /** The form that the language wants for this number: `1 step`, `2 steps`. Chinese has the one form `other`. */
  readonly plural: (value: number, forms: { readonly one: string; readonly other: string }) => string;
  /** A duration as a reader says it, to a tenth of a second: `1.2 s`, `2 min 5 s`. */
  readonly duration: (ms: number) => string;
  /** A share of 1 in whole hundredths: `24%`. */
  readonly percent: (share: number) => string;
  /** US dollars: cents, or two significant digits of what is less than one. */
  readonly money: (dollars: number) => string;
}

/** Words from the bundle, numbers and plurals by `Intl`. */
export function createReaderWords(bundle: WordBundle, locale: string): ReaderWords {
  const t = createTranslate(bundle);
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const tenths = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const rules = new Intl.PluralRules(locale);
  const duration = (ms: number) => {
    const seconds = ms / 1000;
    if (seconds < 59.95) return t('{seconds} s', { seconds: tenths.format(seconds) });
    const minutes = Math.floor(Math.round(seconds) / 60);
    return t('{minutes} min {seconds} s', { minutes: whole.format(minutes), seconds: whole.format(Math.round(seconds) % 60) });
  };
  const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  return {
    t,
    locale,
    count: value => whole.format(value),
    plural: (value, { one, other }) => (rules.select(value) === 'one' ? one : other),
    duration,
    percent: share => percents.format(share),
    money: moneyIn(locale),
  };
}

function moneyIn(locale: string): ReaderWords['money'] {
  const dollars = { style: 'currency', currency: 'USD' } as const;
  const cents = new Intl.NumberFormat(locale, dollars);
  const fine = new Intl.NumberFormat(locale, { ...dollars, minimumSignificantDigits: 2, maximumSignificantDigits: 2 });
  return amount => (amount > 0 && amount < 1 ? fine : cents).format(amount);
}

/** What a run took and cost in one line: only what is known, for a server that counts no tokens is not said to have used none. */
export function describeTotals(durationMs: number | undefined, usage: Usage | undefined, words: ReaderWords, cost?: Cost): string {
  const { promptTokens, completionTokens } = usage ?? {};
  const totals = [
    durationMs === undefined ? undefined : words.duration(durationMs),
    promptTokens === undefined ? undefined : describePrompt(promptTokens, usage?.cachedTokens, words),
    completionTokens === undefined ? undefined : describeCompletion(completionTokens, words),
    cost && describeCost(cost, words),
  ];
  return totals.filter(Boolean).join(' · ');
}

function describePrompt(tokens: number, cachedTokens: number | undefined, { t, count, plural }: ReaderWords): string {
  const values = { count: count(tokens) };
  const prompt = plural(tokens, { one: t('{count} prompt token', values), other: t('{count} prompt tokens', values) });
  return cachedTokens === undefined ? prompt : t('{prompt} ({count} of them cached)', { prompt, count: count(cachedTokens) });
}

function describeCompletion(tokens: number, { t, count, plural }: ReaderWords): string {
  const values = { count: count(tokens) };
  return plural(tokens, { one: t('{count} completion token', values), other: t('{count} completion tokens', values) });
}
