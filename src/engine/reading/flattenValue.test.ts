import assert from 'node:assert/strict';
import { flattenJson } from './flattenValue.ts';

describe('flattenJson', () => {
  it('writes plain values as they stand', () => {
    assert.deepEqual(['1', ' 2.50 ', 'true', '1e999'].map(flattenJson), ['1', '2.50', 'true', '1e999']);
  });

  it('lets null say nothing', () => {
    assert.deepEqual(['null', 'None', '[null, 1, null]'].map(flattenJson), ['', '', '1']);
  });

  it('writes lists and objects line by line', () => {
    assert.equal(flattenJson('{"a": [1, {"b": "x"}], "c": null}'), 'a: 1\nb: x\nc: ');
  });

  it('repairs what is broken', () => {
    assert.equal(flattenJson('["a", "b'), 'a\nb');
    assert.equal(flattenJson("{'a': 'b',}"), 'a: b');
  });

  it('gives the text itself where nothing can be made of it', () => {
    assert.equal(flattenJson('{"a" }}} {'), '{"a" }}} {');
  });
});
