import assert from 'node:assert/strict';
import { lineOf, planWith } from '../../../test/support/resultLines.ts';
import type { EvaluationPlan } from '../plan.ts';
import type { ResultLine } from '../resultLine.ts';
import { Summarizer } from '../summarizer.ts';
import { reportPage } from './report.ts';
import { TraceShelf } from './traceShelf.ts';

const HOSTILE = `</script><img src="https://example.com/x" onerror='alert(1)'>&amp;\u202etxet`;

function reportOf(plan: EvaluationPlan, lines: readonly ResultLine[]): string {
  const [summarizer, shelf] = [new Summarizer(plan), new TraceShelf(plan)];
  for (const line of lines) shelf.see({ line, verdict: summarizer.see(line) });
  return [...reportPage({ summary: summarizer.summary(), traces: shelf.traces(), digest: () => 'x' })].join('');
}

const tally = {
  type: 'tally',
  answers: [
    { text: '1', chains: [0, 1] },
    { text: '2', chains: [2] },
  ],
} as const;
const vote = (question: number) => ({
  answer: String(question),
  steps: [{ durationMs: 5 }, { durationMs: 7 }],
  more: [tally],
  durationMs: 1000 + 10 * question,
});

describe('The report of an evaluation', () => {
  it('has tables, plots and every trace, and names the smallest difference that each table could have seen', () => {
    const plan = planWith({ strategies: ['direct', 'vote'] }, { sums: 30 });
    const lines = Array.from({ length: 30 }, (_, question) => [
      lineOf(plan, question, 'direct', { answer: question % 3 ? '99' : String(question) }),
      lineOf(plan, question, 'vote', vote(question)),
    ]).flat();
    const page = reportOf(plan, lines);
    assert.equal(
      [...page.matchAll(/<caption>[^<]* how often it was right\. No difference from the plain answer of less than \d+\.\d points/g)].length,
      2,
    );
    assert.equal(
      [...page.matchAll(/<caption>[^<]* a question took[^<]* No difference from the plain answer of less than 0\.0[1-9] s in time/g)]
        .length,
      2,
    );
    assert.match(page, /<td>2\.0 ± 0\.0<\/td>/);
    assert.deepEqual(
      [...page.matchAll(/<svg role="img"[^>]* aria-label="([^.]+)\./g)].map(([, name]) => name),
      ['Accuracy against cost per question', 'Calibration of agreement', 'Time per step'],
    );
    const later: string[] = JSON.parse(/<script type="application\/json">(.*)<\/script>/.exec(page)?.[1] ?? '[]');
    assert.deepEqual([page.split('<details class="question').length - 1, later.length], [20, 10]);
    assert.match(later.at(-1) ?? '', /^<details class="question differs"><summary>sums · q29/);
    assert.match(page, /2 of 3 chains/);
    assert.doesNotMatch(page, /NaN|Infinity|undefined/);
  });

  it('draws nothing where there is nothing to draw, and says so where nothing could have been seen', () => {
    const page = reportOf(planWith({ strategies: ['direct'] }), []);
    assert.doesNotMatch(page, /Calibration|Time per step|NaN|Infinity|undefined/);
    assert.match(page, /Nothing in it is set against the plain answer/);
  });

  it('shows whatever a model wrote as text', () => {
    const plan = planWith({ model: HOSTILE, strategies: [HOSTILE, 'direct'] }, { [HOSTILE]: 40 });
    const lines = Array.from({ length: 40 }, (_, question) => {
      const line = lineOf(plan, question, HOSTILE, { answer: HOSTILE, steps: [{ durationMs: 1, content: HOSTILE }] }, HOSTILE);
      return { ...line, question: { id: `${HOSTILE}${question}`, question: HOSTILE, answer: HOSTILE, kind: 'text' as const } };
    });
    const page = reportOf(plan, lines);
    assert.ok(page.split('onerror').length > 200);
    assert.doesNotMatch(page, /<img|\u202e/);
    assert.equal(page.match(/<script/g)?.length, 2);
    assert.equal(page.match(/<\/script/g)?.length, 2);
    const later: string[] = JSON.parse(/<script type="application\/json">(.*)<\/script>/.exec(page)?.[1] ?? '[]');
    assert.equal(later.filter(text => /<img|<script/.test(text)).length, 0);
  });

  it('needs nothing from anywhere: it refers to no other place, and its policy lets nothing in', () => {
    const page = reportOf(planWith(), [lineOf(planWith(), 0, 'direct', { answer: '0' })]);
    assert.doesNotMatch(page, /(?:src|href|url)\s*[=(]|@import|https?:/);
    assert.match(page, /content="default-src &#39;none&#39;; style-src &#39;sha256-x&#39;; script-src &#39;sha256-x&#39;;/);
  });

  it('stays of a size that a browser opens, and says how much is left out, suite by suite', () => {
    const plan = planWith({ strategies: ['direct'] }, { sums: 4000, more: 3 });
    const long = { answer: '7', steps: [{ durationMs: 1, content: 'word '.repeat(2000) }] };
    const lines = Array.from({ length: 4003 }, (_, question) => lineOf(plan, question, 'direct', long, question < 4000 ? 'sums' : 'more'));
    const page = reportOf(plan, lines);
    assert.ok(page.length > 3e6 && page.length < 9e6, String(page.length));
    assert.match(page, /\d+ further questions are not in this page/);
    assert.match(page, /more · q4002/);
    assert.match(page, /\(6000 more characters\)/);
  });
});
