import assert from 'node:assert/strict';
import { comparison } from './comparison.ts';

const questions = comparison(1, 400).map(one => ({ ...one, numbers: one.question.match(/-?\d+\.\d+/g) ?? [] }));

/** In thousandths, digit by digit: no floating-point number is in it. */
const thousandths = (number: string): bigint => {
  const [, whole = '', fraction = ''] = /^(-?\d+)\.(\d{1,3})$/.exec(number) ?? assert.fail(number);
  return BigInt(`${whole}${fraction.padEnd(3, '0')}`);
};

describe('The suite comparison', () => {
  it('asks for the one largest number', () => {
    for (const { question, answer, kind, numbers } of questions) {
      const [largest, second] = numbers.toSorted((one, other) => Number(thousandths(other) - thousandths(one)));
      assert.deepEqual([answer, kind], [largest, 'number'], question);
      assert.ok(largest && second && thousandths(largest) > thousandths(second), question);
      assert.equal(numbers.length > 2, /largest|最大/.test(question), question);
    }
  });

  it('sets traps: in a good part of them the largest number has fewer digits than another', () => {
    const traps = questions.filter(({ answer, numbers }) => numbers.some(number => number.length > answer.length));
    assert.ok(traps.length > 120, String(traps.length));
    assert.ok(questions.some(({ answer }) => answer.startsWith('-')));
  });

  it('does not always ask for the shortest', () => {
    assert.ok(questions.filter(({ answer, numbers }) => numbers.every(number => number.length <= answer.length)).length > 80);
  });
});
