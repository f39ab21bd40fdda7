const KEYS = [/\bBearer\s+[^\s"',;]+/gi, /\bsk-[A-Za-z0-9_-]{8,}/g, /\b(?:hf|gsk|xai|nvapi)[-_][A-Za-z0-9_-]{8,}/g];
const IN_URL = /(\bhttps?:\/\/)[^\s/@]+@/gi;
const IN_FIELD = /((?:api[-_]?key|authorization|token)["']?\s*[:=]\s*["']?)[^\s"',;]+/gi;

/** The text without anything that looks like a key or a password. */
export function redact(text: string): string {
  const withoutKeys = KEYS.reduce((rest, key) => rest.replace(key, '[key]'), text);
  return withoutKeys.replace(IN_URL, '$1').replace(IN_FIELD, '$1[key]');
}
