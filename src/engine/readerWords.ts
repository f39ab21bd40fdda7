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
  const whole = numbersIn(locale, { maximumFractionDigits: 0 });
  const tenths = numbersIn(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const rules = madeOnce(() => new Intl.PluralRules(locale));
  const duration = (ms: number) => {
    const seconds = ms / 1000;
    if (seconds < 59.95) return t('{seconds} s', { seconds: tenths(seconds) });
    const minutes = Math.floor(Math.round(seconds) / 60);
    return t('{minutes} min {seconds} s', { minutes: whole(minutes), seconds: whole(Math.round(seconds) % 60) });
  };
  return {
    t,
    locale,
    count: whole,
    plural: (value, { one, other }) => (rules().select(value) === 'one' ? one : other),
    duration,
    percent: numbersIn(locale, { style: 'percent', maximumFractionDigits: 0 }),
    money: moneyIn(locale),
  };
}

function moneyIn(locale: string): ReaderWords['money'] {
  const dollars = { style: 'currency', currency: 'USD' } as const;
  const cents = numbersIn(locale, dollars);
  const fine = numbersIn(locale, { ...dollars, minimumSignificantDigits: 2, maximumSignificantDigits: 2 });
  return amount => (amount > 0 && amount < 1 ? fine : cents)(amount);
}

function numbersIn(locale: string, options: Intl.NumberFormatOptions): (value: number) => string {
  const format = madeOnce(() => new Intl.NumberFormat(locale, options));
  return value => format().format(value);
}

/** Made when it is first wanted: `Intl` takes milliseconds for each, and most readers' words need none. */
function madeOnce<Made>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => {
    made ??= make();
    return made;
  };
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
