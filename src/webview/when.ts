const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** When something was, as people say it: `5 minutes ago`, `yesterday`; from a week on the date. */
export function describeWhen(atMs: number, nowMs: number, locale: string): string {
  const ago = nowMs - atMs;
  if (ago >= 7 * DAY_MS) return new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(atMs);
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  if (ago < MINUTE_MS) return relative.format(0, 'second');
  if (ago < HOUR_MS) return relative.format(-Math.floor(ago / MINUTE_MS), 'minute');
  const days = daysBetween(atMs, nowMs);
  return days === 0 ? relative.format(-Math.floor(ago / HOUR_MS), 'hour') : relative.format(-days, 'day');
}

/** The same to the minute. */
export const describeMoment = (atMs: number, locale: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' }).format(atMs);

/** Yesterday evening was a day ago, however few hours that are. */
function daysBetween(atMs: number, nowMs: number): number {
  const midnight = (ms: number) => new Date(ms).setHours(0, 0, 0, 0);
  return Math.round((midnight(nowMs) - midnight(atMs)) / DAY_MS);
}
