import assert from 'node:assert/strict';
import { agreeing, describeAgreement, shortOf } from './agreement.ts';
import { createReaderWords } from './readerWords.ts';

const words = createReaderWords({}, 'en');
const say = (...groups: readonly (readonly [string, ...number[]])[]) =>
  describeAgreement(
    groups.map(([text, ...chains]) => ({ text, chains })),
    words,
  );

describe('how far chains agree', () => {
  it('is said of the largest group against all that have an answer', () => {
    assert.equal(say(['3', 0, 2, 3, 4], ['2', 1]), '4 of 5 agree');
    assert.equal(say(['3', 0, 1], ['', 2]), '2 of 3 agree');
    assert.equal(say(['3', 0], ['2', 1]), 'No two of 2 agree');
  });

  it('is not said of one chain alone, nor of answers that have no short form', () => {
    assert.deepEqual([describeAgreement(undefined, words), say(), say(['3', 0]), say(['', 0], ['', 1])], Array(4).fill(undefined));
  });

  it('names what each chain came to, and those that agree', () => {
    const tally = [
      { text: '3', chains: [0, 2] },
      { text: '', chains: [1] },
    ];
    assert.deepEqual(
      [0, 1, 2, 3].map(chain => shortOf(chain, tally)),
      ['3', undefined, '3', undefined],
    );
    assert.deepEqual([...agreeing(tally)], [0, 2]);
    assert.equal(agreeing([{ text: '3', chains: [0] }]).size, 0);
  });
});
