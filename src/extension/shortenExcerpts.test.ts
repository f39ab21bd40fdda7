import assert from 'node:assert/strict';
import type { Excerpt } from '../engine/question.ts';
import { shortenExcerpts } from './shortenExcerpts.ts';

const excerpt = (text: string): Excerpt => ({ path: 'a.ts', languageId: 'typescript', startLine: 10, endLine: 13, text });

describe('A shorter excerpt', () => {
  it('is the first half of its lines, and says so', () => {
    const shorter = shortenExcerpts({ instruction: 'Why?', excerpts: [excerpt('1\n2\n3\n4')] });
    assert.deepEqual(shorter, { instruction: 'Why?', excerpts: [{ ...excerpt('1\n2'), endLine: 11 }] });
  });

  it('is half of a line that stands alone', () => {
    assert.equal(shortenExcerpts({ instruction: '', excerpts: [excerpt('abcd')] })?.excerpts[0]?.text, 'ab');
  });

  it('is none where there is nothing to leave out', () => {
    assert.equal(shortenExcerpts({ instruction: 'Why?', excerpts: [] }), undefined);
    assert.equal(shortenExcerpts({ instruction: 'Why?', excerpts: [excerpt('a')] }), undefined);
  });
});
