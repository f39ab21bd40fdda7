import assert from 'node:assert/strict';
import { JsonFault, loads } from './pythonJson.ts';
import { dumps, repr, toText, typeName } from './pythonValue.ts';

const written = (text: string, isAscii = false): string => dumps(loads(text), { isAscii });
const faultOf = (text: string): string => {
  try {
    return `read as ${written(text)}`;
  } catch (error) {
    return error instanceof JsonFault ? error.message : String(error);
  }
};

describe('JSON that Python reads and writes again', () => {
  it('has a blank after each comma and colon, and keeps the order of its keys', () => {
    assert.equal(written(' {"b":[1,2,{}],"10":true,"9":[ ],\n"b2":null}'), '{"b": [1, 2, {}], "10": true, "9": [], "b2": null}');
    assert.equal(written('{"a":1,"b":2,"a":false}'), '{"a": false, "b": 2}');
  });

  it('is written in ASCII where that is wanted, in UTF-16 units', () => {
    assert.equal(written('"计 é 😀 \\u007f / \\/ \\t"', true), '"\\u8ba1 \\u00e9 \\ud83d\\ude00 \\u007f / / \\t"');
    assert.equal(written('"计 é 😀 \\b\\f\\n\\r\\"\\\\"'), '"计 é 😀 \\b\\f\\n\\r\\"\\\\"');
  });

  it('has numbers as Python writes them', () => {
    assert.equal(written('[1.0, 1E3, 1e16, 1.5e-5, 0.0001, 0.90, 1e22]'), '[1.0, 1000.0, 1e+16, 1.5e-05, 0.0001, 0.9, 1e+22]');
    assert.equal(written('[-0, -0.0, 123456789012345678901234567890, -7]'), '[0, -0.0, 123456789012345678901234567890, -7]');
    assert.equal(written('[NaN, Infinity, -Infinity, 1e999]'), '[NaN, Infinity, -Infinity, Infinity]');
  });

  it('is refused where it is none, with the place of the fault in bytes', () => {
    const faults = {
      '': 'EOF while parsing a value at line 1 column 0',
      Hello: 'expected value at line 1 column 1',
      nope: 'expected ident at line 1 column 2',
      nul: 'EOF while parsing a value at line 1 column 3',
      '{': 'EOF while parsing an object at line 1 column 1',
      '[': 'EOF while parsing a list at line 1 column 1',
      '[1': 'EOF while parsing a list at line 1 column 2',
      '[1,]': 'trailing comma at line 1 column 4',
      '[1 2]': 'expected `,` or `]` at line 1 column 4',
      '{a:1}': 'key must be a string at line 1 column 2',
      '{"a" 1}': 'expected `:` at line 1 column 6',
      '{"a"': 'EOF while parsing an object at line 1 column 4',
      '{"a":1,': 'EOF while parsing a value at line 1 column 7',
      '{"a":1,}': 'trailing comma at line 1 column 8',
      '{"a":1 2}': 'expected `,` or `}` at line 1 column 8',
      '{"a":1': 'EOF while parsing an object at line 1 column 6',
      '{"计":1} x': 'trailing characters at line 1 column 11',
      '\n{"a"\n:\n': 'EOF while parsing a value at line 4 column 0',
      '"计': 'EOF while parsing a string at line 1 column 4',
      '"a\nb"': 'control character (\\u0000-\\u001F) found while parsing a string at line 2 column 0',
      '"\\': 'EOF while parsing a string at line 1 column 2',
      '"\\x"': 'invalid escape at line 1 column 3',
      '"\\u12': 'EOF while parsing a string at line 1 column 5',
      '"\\u12x4"': 'invalid escape at line 1 column 6',
      '"\\ud800"': 'unexpected end of hex escape at line 1 column 8',
      '"\\ud800': 'EOF while parsing a string at line 1 column 7',
      '01': 'invalid number at line 1 column 2',
      '-x': 'invalid number at line 1 column 2',
      '1.': 'EOF while parsing a value at line 1 column 2',
    };
    for (const [text, fault] of Object.entries(faults)) assert.equal(faultOf(text), fault, JSON.stringify(text));
    assert.match(faultOf('"\\ud800\\u0041"'), /^lone leading surrogate in hex escape/);
    assert.match(faultOf('"\\udc00"'), /^lone leading surrogate in hex escape/);
    assert.match(faultOf('['.repeat(100_000)), /^recursion limit exceeded/);
  });
});

describe('A value that Python prints', () => {
  it('is written as its source would be', () => {
    assert.equal(repr(loads('{"a":[null,true,false,1.50],"b":{}}')), "{'a': [None, True, False, 1.5], 'b': {}}");
    assert.equal(repr(loads('[NaN,-Infinity]')), '[nan, -inf]');
  });

  it('has the quotation mark that needs no escape, and escapes what cannot be seen', () => {
    assert.deepEqual([repr("it's"), repr('"a"'), repr('\'"')], ['"it\'s"', '\'"a"\'', "'\\'\"'"]);
    assert.equal(repr('\\ \n\t\u0001 \u00a0 \u200b 计 😀'), "'\\\\ \\n\\t\\x01 \\xa0 \\u200b 计 😀'");
    assert.equal(repr('\u{e0001}'), "'\\U000e0001'");
  });

  it('is a text as it stands where it is one', () => {
    assert.deepEqual([toText("it's"), toText(null), toText(['a'])], ["it's", 'None', "['a']"]);
  });

  it('knows its type', () => {
    const values = ['{}', '[]', '"a"', '1', '1.0', 'true', 'null'].map(text => typeName(loads(text)));
    assert.deepEqual(values, ['dict', 'list', 'str', 'int', 'float', 'bool', 'NoneType']);
  });
});
