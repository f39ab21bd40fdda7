import assert from 'node:assert/strict';
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
