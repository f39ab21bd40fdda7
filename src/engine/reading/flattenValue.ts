import { jsonrepair } from 'jsonrepair';

/** A JSON value that should have been a string, as text that a person can read; `null` says nothing. */
export function flattenJson(json: string): string {
  const written = json.trim();
  try {
    const value = parseLoosely(written);
    return value === undefined || typeof value === 'number' ? written : flatten(value);
  } catch {
    // Nested deeper than the stack is high.
    return written;
  }
}

function flatten(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(flatten).filter(Boolean).join('\n');
  if (typeof value !== 'object') return String(value);
  return Object.entries(value)
    .map(([key, inner]) => `${key}: ${flatten(inner)}`)
    .join('\n');
}

function parseLoosely(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return repair(json);
  }
}

function repair(json: string): unknown {
  try {
    return JSON.parse(jsonrepair(json));
  } catch {
    return undefined;
  }
}
