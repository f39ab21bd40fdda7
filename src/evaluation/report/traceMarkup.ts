import { describeFailure } from '../../engine/failureWords.ts';
import { stopReasonLabel } from '../../engine/reasonLabels.ts';
import { currentRun, emptySession, type RunView, reduceSession } from '../../engine/session.ts';
import { displayTitle } from '../../engine/step.ts';
import { english } from '../../engine/translate.ts';
import type { ResultLine } from '../resultLine.ts';
import type { Verdict } from '../summary.ts';
import { html, type Markup } from './markup.ts';
import { seconds } from './numbers.ts';

/** A result with its score. */
export interface ScoredLine {
  readonly line: ResultLine;
  readonly verdict: Verdict;
}

/** Of each text so many characters are shown; all of them stand in results.jsonl. */
const MOST_CHARACTERS = 4000;

const SIGNS = { right: '✓', wrong: '✗', failed: '!' } as const;

const sign = (verdict: Verdict): Markup => html`<span role="img" aria-label="${verdict}">${SIGNS[verdict]}</span>`;

/** A question behind a click, with what each strategy made of it. The lines are all of this question. */
export function questionMarkup(lines: readonly ScoredLine[]): Markup {
  const [first] = lines;
  if (!first) return html``;
  const { question, suite } = first.line;
  const differs = new Set(lines.map(({ verdict }) => verdict)).size > 1;
  const verdicts = lines.map(({ line, verdict }) => html` <span class="${verdict}">${sign(verdict)} ${line.strategy}</span>`);
  return html`<details class="question ${differs ? 'differs' : 'same'}"><summary>${suite} · ${question.id}${verdicts}</summary>
<p class="text" dir="auto">${shortened(question.question)}</p>
<p>The right answer is <b dir="auto">${question.answer}</b>.</p>
${lines.map(traceMarkup)}</details>
`;
}

function traceMarkup({ line, verdict }: ScoredLine): Markup {
  const run = currentRun(line.events.reduce(reduceSession, emptySession('report')));
  const sample = line.sample > 0 ? `, sample ${line.sample + 1}` : '';
  const time = run?.durationMs === undefined ? '' : `, ${seconds(run.durationMs / 1000)}`;
  return html`<details class="trace"><summary><span class="${verdict}"><span aria-hidden="true">${SIGNS[verdict]}</span> ${verdict}</span> ${line.strategy}${sample}${time}</summary>
${run && runParts(run)}</details>
`;
}

function runParts(run: RunView): readonly Markup[] {
  const { others = [], tally = [] } = run;
  const votes = tally.map(({ text, chains }) => html`<li>${shortened(text)}: ${chains.length} of ${chainCount(run)} chains</li>`);
  return [
    ...chainParts(run),
    ...others.map(chain => html`<details><summary>Chain ${chain.chain + 1}</summary>${chainParts(chain)}</details>`),
    ...(votes.length > 0 ? [html`<ul>${votes}</ul>`] : []),
    ...endingParts(run),
  ];
}

const chainCount = ({ tally = [] }: RunView): number => tally.reduce((sum, { chains }) => sum + chains.length, 0);

function chainParts({ steps, answer }: Pick<RunView, 'steps'> & Partial<Pick<RunView, 'answer'>>): readonly Markup[] {
  const parts = steps.map(
    ({ index, title, content }) =>
      html`<h4 dir="auto">Step ${index + 1}: ${displayTitle(title)}</h4><p class="text" dir="auto">${shortened(content)}</p>`,
  );
  return answer ? [...parts, html`<h4>Answer</h4><p class="text" dir="auto">${shortened(answer.text)}</p>`] : parts;
}

function endingParts({ stopReason, failure }: RunView): readonly Markup[] {
  const told = failure ? describeFailure(failure.cause, failure.facts, english) : stopReasonLabel(stopReason, english);
  return told ? [html`<p>${told}</p>`] : [];
}

const shortened = (text: string): string =>
  text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)} … (${text.length - MOST_CHARACTERS} more characters)` : text;
