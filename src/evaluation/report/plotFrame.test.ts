import assert from 'node:assert/strict';
import { axisTo, plotX, plotY } from './plotFrame.ts';

const marksOf = (value: number, least?: number) => {
  const { most, step } = axisTo(value, 'x', String, least);
  return [most, step].map(number => Number(number.toPrecision(6)));
};

describe('The axis of a plot', () => {
  it('ends at a round number that holds the value, with round marks', () => {
    assert.deepEqual(marksOf(1), [1, 0.2]);
    assert.deepEqual(marksOf(0.93), [1, 0.2]);
    assert.deepEqual(marksOf(437), [500, 100]);
    assert.deepEqual(marksOf(0.00031), [0.0004, 0.0001]);
    assert.deepEqual(marksOf(0), [0.2, 0.2]);
  });

  it('counts whole things in whole numbers', () => {
    assert.deepEqual(marksOf(3, 1), [3, 1]);
    assert.deepEqual(marksOf(25, 1), [25, 5]);
  });

  it('places more to the right and higher up', () => {
    const axis = axisTo(10, 'x', String);
    assert.ok(plotX(axis, 9) > plotX(axis, 1) && plotY(axis, 9) < plotY(axis, 1));
  });
});
