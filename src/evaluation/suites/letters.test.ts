import assert from 'node:assert/strict';
import { letters } from './letters.ts';

describe('The suite letters', () => {
  it('counts each letter as often as the text falls apart at it', () => {
    for (const { question, answer, kind } of letters(1, 400)) {
      const [one = '', other = ''] = [...question.matchAll(/“([^”]*)”/g)].map(([, quoted = '']) => quoted);
      const [letter, text] = one.length === 1 ? [one, other] : [other, one];
      assert.equal(letter.length, 1);
      assert.deepEqual([answer, kind], [String(text.split(letter).length - 1), 'number'], question);
      assert.ok(text.includes(letter), question);
    }
  });

  it('asks often for letters that occur more than once', () => {
    const more = letters(1, 400).filter(({ answer }) => Number(answer) > 1).length;
    assert.ok(more > 200, String(more));
  });
});
