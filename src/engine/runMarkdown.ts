import { describeAgreement, shortOf } from './agreement.ts';
import { assertNever } from './assertNever.ts';
import { hasItsAnswer, numberOf } from './chains.ts';
import type { AnswerView, StepView } from './chainView.ts';
import { describeFailure } from './failureWords.ts';
import { costOf, type Prices } from './prices.ts';
import { formatPlace } from './question.ts';
import type { ReaderWords } from './readerWords.ts';
import { describeTotals } from './readerWords.ts';
import { stopReasonLabel } from './reasonLabels.ts';
import type { OtherChain, RunView } from './session.ts';
import { displayTitle } from './step.ts';

/** What a run's Markdown is made with besides the run. */
export interface MarkdownOptions {
  /** Why it goes on from what stood. */
  readonly purpose?: string | undefined;
  /** The reader's own. */
  readonly prices?: Prices;
}

/** A run as Markdown that can be pasted into a review: question, steps with their times, answer, what other chains came to, totals. */
export function runMarkdown(run: RunView, words: ReaderWords, { purpose, prices = {} }: MarkdownOptions = {}): string {
  const { t } = words;
  const parts = [
    `## ${purpose ?? t('Question')}`,
    quoted(run.question),
    (run.excerpts ?? []).map(place => `\`${formatPlace(place)}\``).join(', '),
    ...remarksAfter(run, 0, words),
    ...run.steps.flatMap((step, place) => [...stepParts(step, words), ...remarksAfter(run, place + 1, words)]),
    ...(run.answer ? answerParts(run.answer, hasItsAnswer(run), words) : []),
    ...agreementParts(run, words),
    ...otherParts(run, words),
    ...endingParts(run, words, prices),
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

function stepParts(step: StepView, words: ReaderWords): string[] {
  const { t } = words;
  const title = oneLine(displayTitle(step.title)) || t('Untitled step');
  const heading = `### ${t('Step {number}: {title}', { number: step.index + 1, title })}`;
  const { record } = step;
  const note = record?.by === 'reader' ? t('edited by you') : record && words.duration(record.durationMs);
  const cut = step.status === 'cut' ? [`_${t('This step was not finished.')}_`] : [];
  return [note ? `${heading} (${note})` : heading, whole(step.content), ...cut];
}

/** The chain that counts may have fewer steps than the one that was shown when a remark was made. */
const remarksAfter = ({ remarks, steps }: RunView, place: number, { t }: ReaderWords): string[] =>
  remarks.flatMap(({ text, after }) => (Math.min(after, steps.length) === place ? [quoted(t('Remark: {text}', { text }))] : []));

function answerParts(answer: AnswerView, counts: boolean, words: ReaderWords): string[] {
  const { t } = words;
  const heading = counts ? t('Answer') : t('Answer of chain {number}', { number: numberOf(answer) + 1 });
  const time = answer.durationMs === undefined ? '' : ` (${words.duration(answer.durationMs)})`;
  const cut = answer.status === 'cut' ? [`_${t('The answer was not finished.')}_`] : [];
  return [`## ${heading}${time}`, whole(answer.text), ...cut];
}

function agreementParts({ tally, doubtful }: RunView, words: ReaderWords): string[] {
  const agreement = describeAgreement(tally, words);
  const doubt = doubtful && words.t('Kept, but doubtful: a check came to another answer.');
  return [agreement, doubt].flatMap(line => (line ? [`_${line}_`] : []));
}

function otherParts({ others = [], tally }: RunView, words: ReaderWords): string[] {
  if (others.length === 0) return [];
  return [`## ${words.t('Other chains')}`, ...others.flatMap(chain => chainParts(chain, shortOf(chain.chain, tally), words))];
}

/** Its steps by their titles, and what it came to. */
function chainParts({ chain, steps, answer }: OtherChain, short: string | undefined, { t }: ReaderWords): string[] {
  const titles = steps.map(({ index, title }) => `${index + 1}. ${oneLine(displayTitle(title)) || t('Untitled step')}`);
  const said = answer && (short ?? [...oneLine(answer.text)].slice(0, LONGEST_IN_BRIEF).join(''));
  return [`### ${t('Chain {number}', { number: chain + 1 })}`, titles.join('\n'), said ? `**${t('Answer')}**: ${said}` : ''];
}

/** Of an answer that does not count. */
const LONGEST_IN_BRIEF = 200;

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

function endingParts(run: RunView, words: ReaderWords, prices: Prices): string[] {
  const { model, preset, durationMs = 0, usage = {} } = run;
  const totals = `_${[model, preset, describeTotals(durationMs, usage, words, costOf(usage, run, prices))].join(' · ')}_`;
  const why = endingWords(run, words);
  return ['---', ...(why ? [why] : []), totals];
}

function endingWords({ status, stopReason, failure }: RunView, { t }: ReaderWords): string | undefined {
  switch (status) {
    case 'answered':
      return stopReasonLabel(stopReason, t);
    case 'cancelled':
      return t('Stopped.');
    case 'paused':
      return t('Paused.');
    case 'failed':
      return failure && describeFailure(failure.cause, failure.facts, t);
    case 'running':
    case 'interrupted':
      return undefined;
    default:
      return assertNever(status);
  }
}

const quoted = (text: string): string => text.trim().replace(/^/gm, '> ');

/** A code block that the model left open would swallow all that follows. */
function whole(text: string): string {
  let open = '';
  for (const [, fence = ''] of text.matchAll(/^ {0,3}(`{3,}|~{3,})/gm)) {
    if (!open) open = fence;
    else if (fence.startsWith(open)) open = '';
  }
  return open ? `${text.trimEnd()}\n${open}` : text.trim();
}
