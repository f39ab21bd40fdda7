import assert from 'node:assert/strict';
import { lineOf, type MadeUp, planWith } from '../../test/support/resultLines.ts';
import type { ResultLine } from './resultLine.ts';
import { Summarizer } from './summarizer.ts';

const plan = planWith();
const summaryOf = (lines: readonly ResultLine[], of = plan) => {
  const summarizer = new Summarizer(of);
  const verdicts = lines.map(line => summarizer.see(line));
  return { verdicts, ...summarizer.summary() };
};
const right = (question: number, more: Partial<MadeUp> = {}): MadeUp => ({ answer: `The answer is ${question}.`, ...more });
const wrong: MadeUp = { answer: 'The answer is 77.' };

describe('The summary of an evaluation', () => {
  it('counts what is right, and what a strategy mends and spoils', () => {
    const { strategies, verdicts, answered, tasks } = summaryOf([
      lineOf(plan, 0, 'direct', right(0)),
      lineOf(plan, 0, 'chain', wrong),
      lineOf(plan, 1, 'direct', wrong),
      lineOf(plan, 1, 'chain', right(1)),
      lineOf(plan, 2, 'chain', right(2)),
      lineOf(plan, 2, 'direct', wrong),
      lineOf(plan, 3, 'direct', right(3)),
    ]);
    assert.deepEqual(verdicts, ['right', 'wrong', 'wrong', 'right', 'right', 'wrong', 'right']);
    assert.deepEqual([answered, tasks], [7, 8]);
    const [direct, chain] = strategies;
    assert.deepEqual([direct?.accuracy.right, direct?.accuracy.of, direct?.againstDirect], [2, 4, undefined]);
    assert.deepEqual([chain?.accuracy.right, chain?.accuracy.of], [2, 3]);
    const { pairs, helpful, harmful, p, smallestDifference } = chain?.againstDirect ?? {};
    assert.deepEqual([pairs, helpful, harmful, p, smallestDifference], [3, 2, 1, 1, undefined]);
    assert.ok((chain?.accuracy.low ?? 1) < 0.6 && (chain?.accuracy.high ?? 0) > 0.7);
  });

  it('leaves out what failed on the way', () => {
    const { strategies, answered } = summaryOf([
      lineOf(plan, 0, 'direct', {}),
      lineOf(plan, 0, 'chain', right(0)),
      lineOf(plan, 1, 'direct', right(1)),
    ]);
    assert.deepEqual([answered, strategies[0]?.failed, strategies[0]?.accuracy.of, strategies[1]?.againstDirect?.pairs], [2, 1, 1, 0]);
  });

  it('adds up what a question took, and what it cost where there is a price', () => {
    const { strategies, pricesAsOf } = summaryOf([
      lineOf(plan, 0, 'chain', right(0, { steps: [{ durationMs: 100 }, { durationMs: 300 }], durationMs: 2000 })),
      lineOf(plan, 1, 'chain', right(1, { steps: [{ durationMs: 200 }], durationMs: 1000 })),
    ]);
    const { perQuestion, msOfStep } = strategies[1] ?? {};
    assert.deepEqual([perQuestion?.steps, perQuestion?.requests, perQuestion?.seconds], [1.5, 2.5, 1.5]);
    assert.deepEqual([perQuestion?.promptTokens, perQuestion?.cachedTokens], [1_000_000, undefined]);
    assert.equal(perQuestion?.dollars?.toFixed(5), '0.15006');
    assert.deepEqual([msOfStep, pricesAsOf !== undefined], [[150, 300], true]);
    const free = planWith({ model: 'mine' });
    const mine = summaryOf([lineOf(free, 0, 'chain', right(0))], free);
    assert.deepEqual([mine.strategies[1]?.perQuestion.dollars, mine.pricesAsOf], [undefined, undefined]);
  });

  it('tells how replies could be read, and counts no attempt less than none for the further steps of one reply', () => {
    const steps = [{ durationMs: 1, repaired: true }, { durationMs: 1, attempts: 3 }, { durationMs: 1 }, { durationMs: 1, attempts: 0 }];
    const fallback = { type: 'notice', code: 'format-fallback', message: '' } as const;
    const { strategies } = summaryOf([lineOf(plan, 0, 'chain', right(0, { steps, more: [fallback] })), lineOf(plan, 1, 'chain', right(1))]);
    const { repairRate, retriesPerStep, formatFallbacks, stopReasons } = strategies[1] ?? {};
    assert.deepEqual([repairRate, retriesPerStep, formatFallbacks, stopReasons], [0.25, 0.5, 1, { answered: 2 }]);
  });

  it('tells what it is worth that chains agree', () => {
    const vote = (question: number, sizes: readonly number[], answer: MadeUp) => {
      const answers = sizes.map((size, at) => ({ text: String(at), chains: Array.from({ length: size }, (_, chain) => chain) }));
      return lineOf(plan, question, 'chain', { ...answer, more: [{ type: 'tally', answers }] });
    };
    const { strategies } = summaryOf([vote(0, [2, 1], wrong), vote(1, [2], right(1)), vote(2, [2], wrong), vote(3, [2], right(3))]);
    assert.deepEqual(
      strategies[1]?.agreement.map(({ agreeing, chains, accuracy }) => [agreeing, chains, accuracy.right, accuracy.of]),
      [
        [2, 3, 0, 1],
        [2, 2, 2, 3],
      ],
    );
  });

  it('keeps suites apart, and samples too', () => {
    const two = planWith({ samples: 2 }, { sums: 2, more: 2 });
    const lines = [0, 1].flatMap(sample => [
      lineOf(two, 1, 'direct', wrong, 'sums', sample),
      lineOf(two, 1, 'chain', right(1), 'sums', sample),
      lineOf(two, 2, 'direct', right(2), 'more', sample),
      lineOf(two, 2, 'chain', wrong, 'more', sample),
    ]);
    const { suites, strategies } = summaryOf(lines, two);
    assert.deepEqual(
      suites.map(({ suite, strategy, accuracy, againstDirect }) => [
        suite,
        strategy,
        accuracy.right,
        againstDirect?.helpful,
        againstDirect?.harmful,
      ]),
      [
        ['sums', 'direct', 0, undefined, undefined],
        ['sums', 'chain', 2, 2, 0],
        ['more', 'direct', 2, undefined, undefined],
        ['more', 'chain', 0, 0, 2],
      ],
    );
    assert.deepEqual([strategies[1]?.againstDirect?.helpful, strategies[1]?.againstDirect?.harmful], [2, 2]);
  });

  it('is JSON: nothing in it is infinite or no number, not even of nothing at all', () => {
    const { verdicts: _none, ...empty } = summaryOf([]);
    assert.deepEqual(JSON.parse(JSON.stringify(empty)), empty);
  });
});
