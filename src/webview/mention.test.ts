import assert from 'node:assert/strict';
import { findMention, isMeant } from './mention.ts';

const typed = (text: string, caret = text.length) => findMention(text, caret)?.typed;

describe('A file that is named in a question', () => {
  it('is what follows an @ at the beginning, after a blank or between Chinese characters', () => {
    assert.deepEqual(findMention('see @meet', 9), { start: 4, end: 9, typed: 'meet' });
    assert.equal(typed('@src/a.ts'), 'src/a.ts');
    assert.equal(typed('(@a-b_c'), 'a-b_c');
    assert.equal(typed('看看@谜题'), '谜题');
  });

  it('is none without a letter, within an address or once the name is over', () => {
    for (const text of ['@', 'a@b.example', 'see @meet ', '@meet, and', 'no', 'a/@scope', '谁@谁，好'])
      assert.equal(typed(text), undefined, text);
  });

  it('is the one before the caret, and none where the caret is within a word', () => {
    assert.equal(typed('@one and more', 4), 'one');
    assert.equal(typed('@one', 2), undefined);
  });

  it('is plainly meant where the name of the file begins so', () => {
    assert.equal(isMeant('src/Meetings.py', 'meet'), true);
    assert.equal(isMeant('meet/other.py', 'meet'), false);
  });
});
