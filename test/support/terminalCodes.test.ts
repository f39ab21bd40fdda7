import assert from 'node:assert/strict';
import { findTerminalCodes } from './terminalCodes.ts';

describe('the detector of terminal codes', () => {
  it('finds what a program writes that trusts its model', () => {
    assert.deepEqual(findTerminalCodes('a\u001b]52;c;AAAA\u0007b\rc\u0008\u009b2J'), ['U+001B', 'U+0007', 'U+000D', 'U+0008', 'U+009B']);
    assert.deepEqual(findTerminalCodes('\u202e \u2066'), ['U+202E', 'U+2066']);
  });

  it('leaves lines, tabs and every other character alone', () => {
    assert.deepEqual(findTerminalCodes('a\tb\n步骤 🙂 [31m'), []);
  });

  it('knows our own styles, on a terminal only', () => {
    assert.deepEqual(findTerminalCodes('\u001b[1m\u001b[36mStep\u001b[39m\u001b[22m\r\u001b[K', true), []);
    assert.deepEqual(findTerminalCodes('\u001b[31m', true), ['U+001B']);
    assert.deepEqual(findTerminalCodes('\u001b[1m'), ['U+001B']);
  });
});
