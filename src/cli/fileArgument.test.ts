import assert from 'node:assert/strict';
import { english } from '../engine/translate.ts';
import { parseFileArgument, toExcerpt } from './fileArgument.ts';
import { UsageError } from './usageError.ts';

const parse = (argument: string, ...existing: string[]) => parseFileArgument(argument, english, path => existing.includes(path));
const cut = (path: string, text: string, lines?: { first: number; last: number }) =>
  toExcerpt({ path, ...(lines && { lines }) }, text, english);

describe('--file', () => {
  it('names a file, or lines of it', () => {
    assert.deepEqual(parse('src/a.ts'), { path: 'src/a.ts' });
    assert.deepEqual(parse('src/a.ts:3-20'), { path: 'src/a.ts', lines: { first: 3, last: 20 } });
    assert.deepEqual(parse('C:\\a.ts:3-3'), { path: 'C:\\a.ts', lines: { first: 3, last: 3 } });
  });

  it('takes a file whose name ends like a range as it is', () => {
    assert.deepEqual(parse('notes:1-2', 'notes:1-2'), { path: 'notes:1-2' });
  });

  it('refuses lines that cannot be', () => {
    assert.throws(() => parse('a.ts:0-3'), UsageError);
    assert.throws(() => parse('a.ts:4-3'), UsageError);
    assert.throws(() => cut('a.ts', 'one\ntwo\n', { first: 3, last: 3 }), /ends with line 2/);
    assert.throws(() => cut('a.ts', ' \n'), /no text/);
  });

  it('is cut to its lines, of which there may be fewer than were named', () => {
    assert.deepEqual(cut('a.py', 'one\ntwo\nthree\n', { first: 2, last: 9 }), {
      path: 'a.py',
      languageId: 'python',
      startLine: 2,
      endLine: 3,
      text: 'two\nthree',
    });
  });
});
