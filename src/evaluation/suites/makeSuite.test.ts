import assert from 'node:assert/strict';
import { makeSuite } from './makeSuite.ts';

describe('A suite', () => {
  const few = makeSuite('few', (random, language) => ({ question: `${language} ${random.whole(3)}`, answer: '1', kind: 'number' }));

  it('has no question twice', () => {
    const questions = few(1, 6).map(({ question }) => question);
    assert.deepEqual([...questions].sort(), ['en 0', 'en 1', 'en 2', 'zh 0', 'zh 1', 'zh 2']);
  });

  it('says so where more is asked of it than it has', () => {
    assert.throws(() => few(1, 8), /The suite few has no 8 different questions: it was asked empty after 6\./);
  });
});
