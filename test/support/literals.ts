import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The string literals that are handed to `t(…)` or `l10n.t(…)` as the first argument. */
export function translatedLiterals(source: string): string[] {
  return [...source.matchAll(CALL)].map(([, quoted = '']) => unquote(quoted));
}

/** Calls of `t` with something else than one literal, which no bundle could ever hold; the translators themselves pass on a `message`. */
export function computedCalls(source: string): string[] {
  return [...source.matchAll(ANY_CALL)].map(([call]) => call).filter(call => !LITERAL_START.test(call) && !/\(\s*message\b/.test(call));
}

/** The TypeScript files below a folder that are no tests, by their path. */
export function sourceFiles(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files.filter(file => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file)).map(file => join(folder, file));
}

/** The text of a file. */
export const read = (path: string): string => readFileSync(path, 'utf8');

const CALL = /(?<![\w$])t\(\s*('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\$]|\\.)*`)\s*(?=[,)])/g;
const ANY_CALL = /(?<![\w$])t\(\s*[^)]{0,30}/g;
const LITERAL_START = /^t\(\s*['"`]/;

function unquote(quoted: string): string {
  const inner = quoted.slice(1, -1);
  return inner.replace(/\\u([0-9a-fA-F]{4})|\\(.)/gs, (_whole, code?: string, mark?: string) =>
    code ? String.fromCharCode(Number.parseInt(code, 16)) : mark === 'n' ? '\n' : (mark ?? ''),
  );
}
