import { spellingsOf, withoutSecrets } from './secrets.ts';

/** What JSON leaves as it is, and a terminal obeys. */
const STEERING = /[\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A value of JSON as text in one line, without the keys wherever a text in it holds one, and fit for a terminal. */
export function toJsonLine(value: unknown, keys: readonly string[]): string {
  const spellings = keys.flatMap(spellingsOf);
  const line = JSON.stringify(value, (_name, part: unknown) => (typeof part === 'string' ? withoutSecrets(part, spellings) : part));
  return line.replace(STEERING, escaped);
}

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
