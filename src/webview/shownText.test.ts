import assert from 'node:assert/strict';
import { cutText, headOf, shownText } from './shownText.ts';

describe('shownText', () => {
  it('shows text in the order in which it is written, without control characters', () => {
    assert.equal(shownText('is\u202eAdmin\u2066\u2069 \u001b[31mred\u0007\u009b'), 'isAdmin [31mred');
    assert.equal(shownText('a\tb\nשלום 步骤 👩‍👩‍👧 e\u0301'), 'a\tb\nשלום 步骤 👩‍👩‍👧 e\u0301');
  });

  it('piles no more marks upon a letter than a browser can place', () => {
    assert.equal(shownText(`e${'\u0301'.repeat(1000)}f`), `e${'\u0301'.repeat(16)}f`);
  });
});

describe('cutText', () => {
  it('loses nothing, and cuts at line ends and blanks where there are some', () => {
    const text = `${'word '.repeat(30)}\n${'x'.repeat(50)}${'🙂'.repeat(30)}`;
    for (const length of [1, 7, 10, 1000]) {
      const pieces = cutText(text, Math.max(length, 2));
      assert.equal(pieces.join(''), text);
      assert.ok(pieces.every(piece => piece.length <= Math.max(length, 2)));
    }
    assert.deepEqual(cutText('one two three', 8), ['one two ', 'three']);
  });

  it('cuts no character in two', () => {
    assert.deepEqual(cutText('a🙂🙂', 2), ['a', '🙂', '🙂']);
    assert.equal(headOf('a🙂', 2), 'a');
  });
});
