import assert from 'node:assert/strict';
import { inUnits } from '../../../test/support/pieces.ts';
import { opensString, StringReader } from './stringReader.ts';

const read = (text: string, opener = '"') => new StringReader(opener).feed(text);

describe('StringReader', () => {
  it('ends at the quote after which the object goes on or ends', () => {
    assert.deepEqual(read('a"}'), { text: 'a', rest: '}' });
    assert.deepEqual(read('a" , "key" : 1'), { text: 'a', rest: ' , "key" : 1' });
    assert.deepEqual(read('a",}'), { text: 'a', rest: ',}' });
  });

  it('takes any other quote for one that was not escaped', () => {
    assert.deepEqual(read('say "a", or "b" now'), { text: 'say "a", or "b" now' });
  });

  it('waits at a quote until what follows decides it', () => {
    const reader = new StringReader('"');
    assert.deepEqual(reader.feed('a" '), { text: 'a' });
    assert.deepEqual(reader.feed(', "k'), { text: '' });
    assert.deepEqual(reader.feed('"'), { text: '' });
    assert.deepEqual(reader.feed(':'), { text: '', rest: ' , "k":' });
  });

  it('takes a quote before looping blanks for the end', () => {
    assert.equal(read(`a"${' '.repeat(199)}`).rest, undefined);
    assert.equal(read(`a"${' '.repeat(200)}`).rest, ' '.repeat(200));
    assert.equal(read(`a",${' '.repeat(200)}`).rest, `,${' '.repeat(200)}`);
  });

  it('closes with the partner of the quote that opened', () => {
    assert.deepEqual(read('it\'s a "b"\'}', "'"), { text: 'it\'s a "b"', rest: '}' });
    assert.deepEqual(read('甲“乙”丙”}', '“'), { text: '甲“乙”丙', rest: '}' });
    assert.deepEqual(['"', "'", '“', '‘', '{'].map(opensString), [true, true, true, true, false]);
  });

  it('ends before one of the step’s own keys, without a comma or with the wrong quote', () => {
    assert.deepEqual(read('a" "content": 1'), { text: 'a', rest: ' "content": 1' });
    assert.deepEqual(read('a"\n "next_action": 1'), { text: 'a', rest: '\n "next_action": 1' });
    assert.deepEqual(read('甲”，"content"：1'), { text: '甲', rest: '，"content"：1' });
    assert.deepEqual(read('甲"，"title"：1', '“'), { text: '甲', rest: '，"title"：1' });
    assert.deepEqual(read('a" "other": 1').rest, undefined);
  });

  it('keeps quotes of the other script as they are', () => {
    assert.equal(read('他说“好”，然后走。').text, '他说“好”，然后走。');
    assert.equal(read('say "a" now', '“').text, 'say "a" now');
    const reader = new StringReader('"');
    assert.deepEqual([reader.feed('他说“好”').text, reader.end()], ['他说“好', '”']);
  });

  it('takes mathematics for what it is, in whatever pieces', () => {
    for (const formula of ['\\frac{1}{2}', '\\beta', '\\text{m}', '\\times 3', '\\nabla f', '\\rho', '\\right)']) {
      assert.equal(read(`${formula}.`).text, `${formula}.`);
      const reader = new StringReader('"');
      assert.equal(
        inUnits(`${formula}.`).reduce((text, unit) => text + reader.feed(unit).text, ''),
        `${formula}.`,
      );
    }
    assert.equal(read('\\textra\\nand\\tab.').text, '\textra\nand\tab.');
  });

  it('keeps what may have begun as mathematics where the reply ends', () => {
    const reader = new StringReader('"');
    assert.deepEqual([reader.feed('a\\nab').text, reader.end()], ['a', '\nab']);
  });

  it('undoes the escapes of JSON', () => {
    assert.equal(read('\\n\\t\\r\\b\\f\\"\\\\\\/\\u4e2d').text, '\n\t\r\b\f"\\/中');
  });

  it('keeps escapes that are none', () => {
    assert.equal(read('\\(x\\) \\d \\u12 \\uzz').text, '\\(x\\) \\d \\u12 \\uzz');
  });

  it('waits for an escape that is cut', () => {
    const reader = new StringReader('"');
    assert.equal(reader.feed('a\\').text, 'a');
    assert.equal(reader.feed('u00').text, '');
    assert.equal(reader.feed('e9b').text, 'éb');
    assert.equal(reader.feed('c\\').text, 'c');
    assert.equal(reader.feed('"').text, '"');
  });

  it('gives back in the end what it held, if that is more than the beginning of a key', () => {
    const end = (text: string): string => {
      const reader = new StringReader('"');
      reader.feed(text);
      return reader.end();
    };
    assert.equal(end('a", "and then'), '", "and then');
    assert.equal(end('a", "next_act'), '');
    assert.equal(end('a'), '');
  });
});
