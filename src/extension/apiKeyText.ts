const QUOTES = /^["'`‘’“”«»]+|["'`‘’“”«»]+$/gu;

/** A pasted key as a server wants it: without blanks, quotes around it and a `Bearer` before it. `undefined` where nothing usable is left. */
export function mendApiKey(pasted: string): string | undefined {
  const bare = pasted.trim().replace(QUOTES, '').trim();
  const key = bare
    .replace(/^(?:authorization\s*:\s*)?bearer(?:\s+|$)/i, '')
    .trim()
    .replace(QUOTES, '');
  // A header takes printable ASCII only; anything else comes from a word processor or is not a key.
  return /^[\x21-\x7e]+$/.test(key) ? key : undefined;
}
