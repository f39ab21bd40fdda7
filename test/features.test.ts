import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { findUnheld, readRows } from '../scripts/features/rows.mjs';
import { read } from './support/literals.ts';

const LEAST_ROWS = 55;
const rows = readRows(read('docs/features.md'));

/** Whether a test of this title stands in the source; what a template fills in may be anything. */
function hasTest(source: string, title: string): boolean {
  const titles = [...source.matchAll(/\bit\(\s*('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`)/g)].map(
    ([, quoted = '']) => quoted,
  );
  return titles.some(quoted => toPattern(quoted).test(title));
}

function toPattern(quoted: string): RegExp {
  const isTemplate = quoted.startsWith('`');
  const pieces = quoted.slice(1, -1).split(isTemplate ? /\$\{[^}]*\}/ : /(?!)/);
  const escaped = pieces.map(piece => piece.replace(/\\(.)/g, '$1').replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${escaped.join('.+')}$`);
}

describe('docs/features.md', () => {
  it('has a row for each promise: 55 at least, in each of the seven chapters', () => {
    assert.ok(rows.length >= LEAST_ROWS, `${rows.length} rows`);
    const chapters = new Set(rows.map(({ chapter }) => chapter.replace(/\D.*/, '')));
    assert.deepEqual([...chapters], ['1', '2', '3', '4', '5', '6', '7']);
    assert.equal(new Set(rows.map(({ promise }) => promise)).size, rows.length);
  });

  it('names only tests that are there', () => {
    const missing = rows.filter(({ file, title }) => !existsSync(file) || !hasTest(read(file), title));
    assert.deepEqual(missing, []);
  });

  it('names no test of a file in which one is skipped', () => {
    const skipping = rows.filter(({ file }) => /\b(?:it|describe|context)\.(?:skip|only)\b|\bxit\(|\bthis\.skip\(/.test(read(file)));
    assert.deepEqual(skipping, []);
  });
});

describe('The search for tests', () => {
  it('finds titles in all quotes, and fills what a template leaves open', () => {
    const source = `it('does \\'this\\'', () => {}); it(\`fits \${size} here\`, x); it(\n  "a new line", y);`;
    assert.deepEqual(
      ["does 'this'", 'fits 300 pixels here', 'a new line', 'fits here', 'does'].map(title => hasTest(source, title)),
      [true, true, true, false, false],
    );
  });

  it('holds a promise only by a test that passed', () => {
    const read = readRows('# F\n\n## 1. One\n\n| p | w | t |\n| --- | --- | --- |\n| It is so. | `a.test.ts` | is so |\n');
    assert.deepEqual(read, [{ chapter: '1. One', promise: 'It is so.', file: 'a.test.ts', title: 'is so' }]);
    assert.deepEqual(findUnheld(read, ['The page is so']), []);
    assert.deepEqual(findUnheld(read, ['The page was so', 'his so']), read);
  });
});
