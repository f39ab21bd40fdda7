import assert from 'node:assert/strict';
import { inUnits } from '../../../test/support/pieces.ts';
import { ObjectReader } from './objectReader.ts';

/** Reads what stands after an opening brace: the fields as `key=text`, whether it ended, and what came after it. */
function read(...pieces: readonly string[]) {
  const fields: string[] = [];
  let ends = 0;
  const object = new ObjectReader({
    text: (key, text) => {
      if (text === '') fields.push(`${key}=`);
      else fields.push(`${fields.pop() ?? ''}${text}`);
    },
    value: (key, text) => fields.push(`${key}:${text}`),
    end: () => {
      ends++;
    },
  });
  const rests = pieces.map(piece => object.feed(piece));
  const rest = rests.find(found => found !== undefined);
  if (rest === undefined) object.end();
  return { fields, rest, ends };
}

describe('ObjectReader', () => {
  it('hands over strings, and what came after the object', () => {
    assert.deepEqual(read('"a":"x", "b" : "y"} z'), { fields: ['a=x', 'b=y'], rest: ' z', ends: 1 });
  });

  it('reads the same from single characters', () => {
    const text = '"a":"x\\n", "b":[1,"}"], "c":true}';
    assert.deepEqual(read(...inUnits(text)).fields, read(text).fields);
  });

  it('hands over values that are no strings as text', () => {
    assert.deepEqual(read('"a":1, "b":null, "c":[1,[2,"]"]], "d":{"e":"\\"}"}}').fields, ['a:1', 'b:', 'c:1\n2\n]', 'd:e: "}']);
  });

  it('tells that the object is over just once', () => {
    assert.deepEqual(read('"a":"x"'), { fields: ['a=x'], rest: undefined, ends: 1 });
    assert.equal(read('"a":1}').ends, 1);
  });

  it('takes keys in other quotes, in none, and with Chinese punctuation', () => {
    assert.deepEqual(read("b:1, 'a':'x'，“c”：“y”}").fields, ['b:1', 'a=x', 'c=y']);
  });

  it('ends values that the reply left open', () => {
    assert.deepEqual(read('"a":[1, 2').fields, ['a:1\n2']);
    assert.deepEqual(read('"a":fal').fields, ['a:fal']);
  });

  it('keeps words that stand where a key should', () => {
    assert.deepEqual(read('"a":1, some words').fields, ['a:1', ':some words']);
    assert.deepEqual(read('"a":1, "words"}').fields, ['a:1', ':words']);
    assert.deepEqual(read('"a":1, "next_').fields, ['a:1']);
  });

  it('adds to the key what stands between key and colon', () => {
    assert.deepEqual(read('"a" (new) : 1}').fields, ['a(new):1']);
  });

  it('reads nothing after its end', () => {
    assert.deepEqual(read('} "a":1}'), { fields: [], rest: ' "a":1}', ends: 1 });
  });
});
