import assert from 'node:assert/strict';
import { findLines, moveSpan } from './lineSpan.ts';

describe('Lines that go along with a question', () => {
  const span = { first: 5, last: 8 };
  const change = (startLine: number, endLine: number, text: string, endCharacter = 3) =>
    moveSpan(span, { startLine, endLine, endCharacter, text });

  it('move with what is written above them', () => {
    assert.deepEqual(change(0, 0, 'a\nb\n'), { first: 7, last: 10 });
    assert.deepEqual(change(0, 2, ''), { first: 3, last: 6 });
    assert.deepEqual(change(4, 4, 'new line\n', 0), { first: 6, last: 9 }, 'A line put in just before the first one.');
  });

  it('stay where only what follows is changed', () => {
    assert.deepEqual(change(8, 9, 'x\ny\nz'), span);
  });

  it('grow and shrink with what is written in them', () => {
    assert.deepEqual(change(5, 5, 'a\nb'), { first: 5, last: 9 });
    assert.deepEqual(change(5, 6, ''), { first: 5, last: 7 });
    assert.deepEqual(change(2, 6, ''), { first: 3, last: 4 }, 'The first of them went with lines above.');
    assert.deepEqual(change(0, 20, ''), { first: 1, last: 1 }, 'All of them went: one line stands there.');
  });
});

describe('The lines of a copied text', () => {
  const document = 'one\r\ntwo\r\nthree\r\nfour';

  it('are found whatever the line ends', () => {
    assert.deepEqual(findLines(document, 'two\nthree\n'), { first: 2, last: 3 });
    assert.deepEqual(findLines(document, 'o\r\nthree\r\nfo'), { first: 2, last: 4 });
  });

  it('are none where the text is not in the document', () => {
    assert.equal(findLines(document, 'three\ntwo'), undefined);
    assert.equal(findLines(document, ''), undefined);
  });
});
