/** How long a server asks to wait, in milliseconds, from its headers; `undefined` where it does not say. `nowMs` is wall time. */
export function readRetryAfterMs(headers: Headers, nowMs: number): number | undefined {
  const inMs = positive(headers.get('retry-after-ms'));
  if (inMs !== undefined) return inMs;
  const text = headers.get('retry-after');
  const seconds = positive(text);
  if (seconds !== undefined) return seconds * 1000;
  // A date names its day; without this a negative number would be read as a year.
  const until = Date.parse(text?.match(/^[A-Z][a-z]+,.*$/)?.[0] ?? '');
  if (Number.isNaN(until)) return undefined;
  // The server's own clock, where it tells it: ours may be wrong.
  const serverNowMs = Date.parse(headers.get('date') ?? '');
  return Math.max(0, until - (Number.isNaN(serverNowMs) ? nowMs : serverNowMs));
}

function positive(text: string | null): number | undefined {
  const value = text === null || text.trim() === '' ? Number.NaN : Number(text);
  return value >= 0 ? value : undefined;
}
