import type { Address } from './outgoingHeaders.ts';
import { secretsOf, withoutBrokenSecrets } from './secrets.ts';

const MAX_QUOTE_LENGTH = 300;
const CONTROLS = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/** A server's own words, fit to be shown: one line, at most 300 characters, nothing secret in it even if the server echoed it. */
export function quote(text: string, address: Pick<Address, 'apiKey' | 'headers'>): string {
  const redacted = withoutBrokenSecrets(text, secretsOf(address));
  const line = redacted.replace(CONTROLS, ' ').replace(/\s+/g, ' ').trim();
  const characters = [...line];
  return characters.length <= MAX_QUOTE_LENGTH ? line : `${characters.slice(0, MAX_QUOTE_LENGTH - 1).join('')}…`;
}
