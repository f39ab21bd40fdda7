import assert from 'node:assert/strict';
import { exportName, formatOf } from './exportName.ts';

describe('The name of an exported file', () => {
  it('is that of the session, in letters and digits of any script', () => {
    assert.equal(
      exportName('Is this binary search correct, "empty" included?', 'markdown'),
      'is-this-binary-search-correct-empty-included.md',
    );
    assert.equal(exportName('strawberry中有多少个字母r？', 'jsonl'), 'strawberry中有多少个字母r.jsonl');
    assert.equal(exportName('../../etc/passwd', 'jsonl'), 'etc-passwd.jsonl');
  });

  it('is never empty and never long', () => {
    assert.equal(exportName('??', 'markdown'), 'stepwise.md');
    assert.equal(exportName('ab '.repeat(100), 'markdown').length, 59 + 3);
  });

  it('tells the format', () => {
    assert.deepEqual(['/a/b.md', '/a/B.JSONL', '/a/b.txt'].map(formatOf), ['markdown', 'jsonl', undefined]);
  });
});
