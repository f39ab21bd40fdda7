import assert from 'node:assert/strict';
import { calibrate } from './calibration.ts';

const answers = (count: number, agreement: number, right: number) => ({ answers: count, agreement, right });

describe('Calibration of agreement', () => {
  it('sets the share that agrees against the share that is right', () => {
    const { bins, error } = calibrate([answers(10, 3 / 5, 4), answers(20, 1, 15), answers(5, 2 / 3, 2)]);
    assert.deepEqual(
      bins.map(({ from, to, answers: count, right, agreement }) => [from, to, count, right, agreement.toFixed(3)]),
      [
        [0.4, 0.6, 10, 4, '0.600'],
        [0.6, 0.8, 5, 2, '0.667'],
        [0.8, 1, 20, 15, '1.000'],
      ],
    );
    assert.equal(error.toFixed(6), ((10 * 0.2 + 5 * (2 / 3 - 0.4) + 20 * 0.25) / 35).toFixed(6));
  });

  it('is without error where agreement says how often an answer is right', () => {
    assert.ok(calibrate([answers(10, 0.6, 6), answers(10, 0.8, 8), answers(4, 1, 4)]).error < 1e-12);
  });

  it('takes every share of up to five chains, none and no answers at all', () => {
    const shares = [1, 2, 3, 4, 5].flatMap(chains => Array.from({ length: chains + 1 }, (_, agreeing) => agreeing / chains));
    const { bins } = calibrate(shares.map(agreement => answers(1, agreement, 1)));
    assert.equal(
      bins.reduce((sum, bin) => sum + bin.answers, 0),
      shares.length,
    );
    assert.deepEqual(calibrate([]), { bins: [], error: 0 });
  });
});
