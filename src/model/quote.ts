import type { Address } from './outgoingHeaders.ts';

const MAX_QUOTE_LENGTH = 300;
const CONTROLS = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/** A server's own words, fit to be shown: one line, at most 300 characters, nothing secret in it even if the server echoed it. */
export function quote(text: string, { apiKey, headers = {} }: Pick<Address, 'apiKey' | 'headers'>): string {
  const secrets = [apiKey?.trim() ?? '', ...Object.values(headers)].flatMap(spellings);
  const redacted = secrets.reduce((rest, secret) => rest.replaceAll(secret, '[key]'), text);
  const line = redacted.replace(CONTROLS, ' ').replace(/\s+/g, ' ').trim();
  const characters = [...line];
  return characters.length <= MAX_QUOTE_LENGTH ? line : `${characters.slice(0, MAX_QUOTE_LENGTH - 1).join('')}…`;
}

/** A word as short as `EMPTY` or `none` is no secret, and taking it out would garble the text. */
const MIN_SECRET_LENGTH = 6;

/** The ways in which a server could write a secret back. */
function spellings(secret: string): string[] {
  if (secret.length < MIN_SECRET_LENGTH) return [];
  const bytes = String.fromCharCode(...new TextEncoder().encode(secret));
  return [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), btoa(bytes).replace(/=+$/, '')];
}
