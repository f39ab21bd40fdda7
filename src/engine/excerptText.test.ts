import assert from 'node:assert/strict';
import { hasExcerpt, shortenExcerpts, writeExcerpt } from './excerptText.ts';
import type { Excerpt } from './question.ts';

const excerptOf = (text: string, path = 'a.ts'): Excerpt => ({ path, languageId: 'typescript', startLine: 1, endLine: 9, text });
const numbered = (lines: number): string => Array.from({ length: lines }, (_, at) => `line ${at}`).join('\n');
const LEFT_OUT = '[{lines} left out]';

describe('shortening an excerpt', () => {
  it('keeps its beginning and its end, and says how much is missing', () => {
    const lead = `Why?\n\n${writeExcerpt(excerptOf(numbered(10)))}`;
    const shorter = shortenExcerpts(lead, 0.5, LEFT_OUT);
    assert.equal(
      shorter,
      'Why?\n\n<excerpt path="a.ts" lines="1-9" language="typescript">\nline 0\nline 1\nline 2\n[5 left out]\nline 8\nline 9\n</excerpt>',
    );
  });

  it('touches nothing but excerpts, each for itself', () => {
    const words = `Why does ${numbered(50)} matter?`;
    const lead = [words, writeExcerpt(excerptOf(numbered(20), 'a "b".ts')), writeExcerpt(excerptOf(numbered(40)))].join('\n\n');
    const shorter = shortenExcerpts(lead, 0.2, LEFT_OUT);
    assert.ok(shorter.startsWith(`${words}\n\n<excerpt path="a \\"b\\".ts"`));
    assert.deepEqual(
      [...shorter.matchAll(/\[(\d+) left out\]/g)].map(([, lines]) => Number(lines)),
      [17, 33],
    );
  });

  it('cuts a few long lines by their characters, and none in two halves', () => {
    const lead = writeExcerpt(excerptOf('😀'.repeat(100)));
    const shorter = shortenExcerpts(lead, 0.255, LEFT_OUT);
    assert.ok(shorter.includes(`\n${'😀'.repeat(25)}\n[1 left out]\n</excerpt>`));
  });

  it('finds no excerpt in words that only look like one', () => {
    assert.equal(hasExcerpt('What does <excerpt path="x"> mean?'), false);
    assert.equal(hasExcerpt(writeExcerpt(excerptOf('a </excerpt> b'))), true);
    assert.equal(shortenExcerpts('Why?', 0.1, LEFT_OUT), 'Why?');
  });
});
