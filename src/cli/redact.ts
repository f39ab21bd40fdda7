/** A word as short as `EMPTY` or `none` is no secret, and taking it out would garble the text. */
const MIN_KEY_LENGTH = 6;

/** What stands where a key would have stood. */
export const REDACTED = '[key]';

/** The keys that are worth hiding. */
export const secretsAmong = (keys: readonly string[]): string[] => keys.filter(key => key.length >= MIN_KEY_LENGTH);

/** The text without the keys. */
export const redact = (text: string, keys: readonly string[]): string =>
  secretsAmong(keys).reduce((rest, key) => rest.replaceAll(key, REDACTED), text);

/** A value of JSON as text in one line, without the keys wherever a text in it holds one. */
export const toJsonLine = (value: unknown, keys: readonly string[]): string =>
  JSON.stringify(value, (_name, part: unknown) => (typeof part === 'string' ? redact(part, keys) : part));
