import assert from 'node:assert/strict';
import { PRESET_NAMES, PRESETS } from '../src/engine/limits.ts';
import { PROMPTS, type Prompts } from '../src/engine/prompts/prompts.ts';
import { read } from './support/literals.ts';

const MOST_TOKENS = 260;
const text = read('docs/prompts.md');
const [systemPart = '', elsewherePart = ''] = text.split('## Elsewhere');
const reasons = new Set([...systemPart.matchAll(/^(\d+)\. /gm)].map(([, number = '']) => number));
const systemRows = rowsOf(systemPart);
const elsewhereRows = rowsOf(elsewherePart);

describe('docs/prompts.md', () => {
  it('lists every ingredient of the two programs', () => {
    const names = systemRows.map(([name = '']) => name).join('; ');
    const wanted = ['title', 'content', 'decision', 'three or five steps', 'own limits', 'alternatives', 'self-criticism', 'another view'];
    const more = ['three methods', 'domain knowledge and best practice', 'certainty', 'edge cases', 'ruling out', 'progress in each step'];
    for (const ingredient of [...wanted, ...more]) assert.ok(names.includes(ingredient), ingredient);
    assert.match(elsewherePart, /\*\*The JSON example\*\* is left out/);
  });

  for (const [name, english, chinese, ...cells] of systemRows) {
    it(`tells truly where the words stand for: ${name}`, () => {
      assert.equal(cells.length, PRESET_NAMES.length);
      for (const [at, preset] of PRESET_NAMES.entries()) {
        const holds = [PROMPTS.en.system[preset].includes(unquote(english)), PROMPTS['zh-cn'].system[preset].includes(unquote(chinese))];
        const isThere = cells[at] === 'yes';
        assert.deepEqual(holds, [isThere, isThere], preset);
        assert.ok(isThere || reasons.has(cells[at] ?? ''), `no reason ${cells[at]}`);
      }
    });
  }

  for (const [name, english, chinese, where] of elsewhereRows) {
    it(`tells truly which request holds: ${name}`, () => {
      const key = unquote(where);
      assert.ok(wordsOf(PROMPTS.en, key).includes(unquote(english)), english);
      assert.ok(wordsOf(PROMPTS['zh-cn'], key).includes(unquote(chinese)), chinese);
    });
  }

  it('has both tables read', () => {
    assert.deepEqual([systemRows.length, elsewhereRows.length], [16, 12]);
  });
});

describe('a system message', () => {
  for (const [language, prompts] of Object.entries(PROMPTS)) {
    for (const preset of PRESET_NAMES) {
      it(`of ${preset} in ${language} has at most ${MOST_TOKENS} tokens`, () => {
        const message = prompts.system[preset].replace('{minSteps}', String(PRESETS[preset].minSteps));
        assert.ok(upperBound(message) <= MOST_TOKENS, String(upperBound(message)));
        assert.doesNotMatch(message, /[{}]/);
      });
    }
  }

  it('is measured with a bound that grows with the text', () => {
    assert.deepEqual(['', '中文。', 'word', 'words', 'a, b', 'a\nb', '2026'].map(upperBound), [0, 3, 1, 2, 3, 3, 1]);
  });
});

/** Chinese characters, signs and line ends are one token each, words and numbers one for each four characters begun. */
function upperBound(message: string): number {
  const parts = message.match(/\p{Script=Han}|[\p{Script=Latin}\p{N}]+|[^\s\p{Script=Latin}\p{N}]|\n/gu) ?? [];
  return parts.reduce((sum, part) => sum + Math.ceil(part.length / 4), 0);
}

/** The cells of the table rows in a part of the document, without the head. */
function rowsOf(part: string): string[][] {
  const lines = part.split('\n').filter(line => line.startsWith('| '));
  return lines.slice(2).map(line =>
    line
      .split('|')
      .slice(1, -1)
      .map(cell => cell.trim()),
  );
}

const unquote = (cell = ''): string => cell.replace(/^`|`$/g, '');

function wordsOf(prompts: Prompts, key: string): string {
  const words = Object.entries(prompts).find(([name]) => name === key)?.[1];
  return typeof words === 'string' ? words : '';
}
