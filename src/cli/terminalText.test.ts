import assert from 'node:assert/strict';
import { TerminalText, toTerminalText } from './terminalText.ts';

const strip = (text: string) => toTerminalText(text, []);

/** The same, however the text is cut into pieces. */
function stripInPieces(text: string, keys: readonly string[] = []): string {
  const filter = new TerminalText(keys);
  return [...text].map(character => filter.push(character)).join('') + filter.end();
}

describe('Text for a terminal', () => {
  const hostile = [
    ['colours', 'a\u001b[31;1mb\u001b[0mc', 'abc'],
    ['a window title', 'a\u001b]0;title\u0007b', 'ab'],
    ['a link', '\u001b]8;;http://x\u001b\\here\u001b]8;;\u001b\\', 'here'],
    ['the one-character forms', 'a\u009b2Jb\u001bcd', 'abd'],
    ['bells, backspaces, returns', 'a\u0007b\u0008c\rd\u007fe', 'abcde'],
    ['turned writing', 'a\u202eb\u2066c', 'abc'],
  ] as const;
  for (const [what, text, shown] of hostile) {
    it(`is stripped of ${what}, in one piece or in many`, () => {
      assert.equal(strip(text), shown);
      assert.equal(stripInPieces(text), shown);
    });
  }

  it('keeps line breaks, tabs and every other character', () => {
    assert.equal(stripInPieces('a\tb\n步骤 🙂 [0m'), 'a\tb\n步骤 🙂 [0m');
  });

  it('holds no key, in one piece or in many, and loses nothing that only began like one', () => {
    const keys = ['sk-abcdef'];
    assert.equal(stripInPieces('is sk-abcdef, sk-abc and sk-', keys), 'is [key], sk-abc and sk-');
    assert.equal(toTerminalText('sk-absk-abcdef', keys), 'sk-ab[key]');
  });

  it('leaves a word alone that is too short to be a key', () => {
    assert.equal(toTerminalText('EMPTY', ['EMPTY']), 'EMPTY');
  });

  it('does not wait for ever for the end of a sequence', () => {
    const filter = new TerminalText([]);
    assert.match(filter.push(`\u001b]${'x'.repeat(5000)}`), /x{5000}$/);
  });
});
