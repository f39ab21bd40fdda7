import assert from 'node:assert/strict';
import { arithmetic } from './arithmetic.ts';

const sums = arithmetic(1, 600).map(({ question, answer, kind }) => {
  const [, one = '', sign = '', other = ''] = /(\d+) ([-+×]) (\d+)/.exec(question) ?? [];
  return { question, one, sign, other, answer, kind };
});

describe('The suite arithmetic', () => {
  it('has the result that long integers give', () => {
    for (const { question, one, sign, other, answer, kind } of sums) {
      const [left, right] = [BigInt(one), BigInt(other)];
      const result = sign === '+' ? left + right : sign === '-' ? left - right : left * right;
      assert.deepEqual([answer, kind], [String(result), 'number'], question);
    }
    assert.deepEqual([...new Set(sums.map(({ sign }) => sign))].sort(), ['+', '-', '×']);
  });

  // Legendre's rule (1808): each carry takes 9 from the sum of the digits.
  it('carries or borrows at least twice in every sum and difference', () => {
    for (const { question, one, sign, other, answer } of sums.filter(one => one.sign !== '×')) {
      const [left, right, whole] = sign === '+' ? [one, other, answer] : [other, answer, one];
      assert.ok((digitSum(left) + digitSum(right) - digitSum(whole)) / 9 >= 2, question);
    }
  });

  it('has several digits in every product', () => {
    assert.ok(sums.every(({ sign, one, answer }) => sign !== '×' || (one.length >= 2 && answer.length >= 2)));
  });
});

const digitSum = (digits: string): number => [...digits].reduce((sum, digit) => sum + Number(digit), 0);
