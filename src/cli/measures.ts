import type { Usage } from '../engine/usage.ts';
import type { Words } from './uiLanguage.ts';

/** A duration as a reader says it, to a tenth of a second: `1.2 s`, `2 min 5 s`. */
export function formatDuration(ms: number, { t, locale }: Words): string {
  const seconds = ms / 1000;
  if (seconds < 59.95) {
    const tenths = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
    return t('{seconds} s', { seconds: tenths.format(seconds) });
  }
  const rounded = Math.round(seconds);
  return t('{minutes} min {seconds} s', { minutes: formatCount(Math.floor(rounded / 60), { locale }), seconds: rounded % 60 });
}

/** A whole number as a reader writes it: `1,234`. */
export const formatCount = (count: number, { locale }: Pick<Words, 'locale'>): string => new Intl.NumberFormat(locale).format(count);

/** What a run took and cost in one line: time, then the tokens that the server counted, and none that it did not. */
export function formatTotals(durationMs: number, usage: Usage, words: Words): string {
  const { promptTokens, cachedTokens, completionTokens } = usage;
  const { t } = words;
  const count = (tokens: number) => ({ count: formatCount(tokens, words) });
  const cached = cachedTokens === undefined ? '' : ` (${t('{count} of them cached', count(cachedTokens))})`;
  const prompt = promptTokens === undefined ? [] : [t('{count} prompt tokens', count(promptTokens)) + cached];
  const completion = completionTokens === undefined ? [] : [t('{count} completion tokens', count(completionTokens))];
  return [formatDuration(durationMs, words), ...prompt, ...completion].join(' · ');
}
