import { BASELINE } from '../plan.ts';
import { smallestDifferenceOfMeans } from '../statistics/smallestDifference.ts';
import type { CellSummary, PerQuestion } from '../summary.ts';
import { html, type Markup } from './markup.ts';
import { dollars, mean, percent, points, probability, seconds, withInterval } from './numbers.ts';

interface Column {
  readonly name: string;
  readonly value: (cell: CellSummary) => string;
}

const ACCURACY: readonly Column[] = [
  { name: 'Right', value: ({ accuracy }) => percent(accuracy.share) },
  { name: '95 % interval', value: ({ accuracy }) => `${percent(accuracy.low)} to ${percent(accuracy.high)}` },
  { name: 'Answers', value: ({ accuracy }) => String(accuracy.of) },
  { name: 'Failed', value: ({ failed }) => String(failed) },
  { name: 'Helped', value: ({ againstDirect }) => String(againstDirect?.helpful ?? '–') },
  { name: 'Harmed', value: ({ againstDirect }) => String(againstDirect?.harmful ?? '–') },
  { name: 'p (McNemar)', value: ({ againstDirect }) => (againstDirect ? probability(againstDirect.p) : '–') },
  { name: 'Could have seen', value: ({ againstDirect }) => points(againstDirect?.smallestDifference) },
];

const taken = (name: string, what: keyof PerQuestion, write: (value: number | undefined) => string): Column => ({
  name,
  value: ({ perQuestion, perQuestionIntervals }) => withInterval(perQuestion[what], perQuestionIntervals[what], write),
});

const COST: readonly Column[] = [
  taken('Steps', 'steps', mean),
  taken('Requests', 'requests', mean),
  taken('Prompt tokens', 'promptTokens', mean),
  taken('of them cached', 'cachedTokens', mean),
  taken('Completion tokens', 'completionTokens', mean),
  taken('Time', 'seconds', seconds),
  taken('Cost', 'dollars', dollars),
];

const READING: readonly Column[] = [
  { name: 'Steps mended', value: ({ repairRate }) => percent(repairRate) },
  { name: 'Retries per step', value: ({ retriesPerStep }) => retriesPerStep.toFixed(2) },
  { name: 'Runs that changed the step format', value: ({ formatFallbacks }) => String(formatFallbacks) },
  {
    name: 'How runs ended',
    value: ({ stopReasons }) =>
      Object.entries(stopReasons)
        .map(([reason, count]) => `${reason} ${count}`)
        .join(', '),
  },
];

/** How often each strategy was right, and beside the plain answer. */
export const accuracyTable = (title: string, cells: readonly CellSummary[]): Markup =>
  table(`${title}: how often it was right. ${smallestSeen(cells)}`, ACCURACY, cells);

/** What a question took in the mean. */
export const costTable = (title: string, cells: readonly CellSummary[]): Markup =>
  table(`${title}: a question took, in the mean, with its 95 % interval. ${smallestSeenOfTime(cells)}`, COST, cells);

/** How well replies could be read. */
export const readingTable = (cells: readonly CellSummary[]): Markup =>
  table(`How replies were read, and how runs ended. ${NOTHING_COMPARED}`, READING, cells);

const NOTHING_COMPARED = 'Nothing in it is set against the plain answer.';
/** What the table could not have seen says more than what it did not see. */
const smallestSeen = (cells: readonly CellSummary[]): string =>
  leastSeen(cells, ({ againstDirect }) => againstDirect?.smallestDifference, points);

function smallestSeenOfTime(cells: readonly CellSummary[]): string {
  const plain = cells.find(({ strategy }) => strategy === BASELINE)?.perQuestionIntervals.seconds;
  const differenceOf = ({ perQuestionIntervals: { seconds: time } }: CellSummary): number | undefined =>
    plain && time && smallestDifferenceOfMeans(plain, time);
  return leastSeen(cells, differenceOf, difference => `${seconds(difference)} in time`);
}

function leastSeen(
  cells: readonly CellSummary[],
  differenceOf: (cell: CellSummary) => number | undefined,
  write: (difference: number) => string,
): string {
  const compared = cells.filter(({ againstDirect }) => againstDirect);
  if (compared.length === 0) return NOTHING_COMPARED;
  const differences = compared.flatMap(cell => differenceOf(cell) ?? []);
  if (differences.length === 0) return 'With so few questions no difference from the plain answer could have been seen.';
  return `No difference from the plain answer of less than ${write(Math.min(...differences))} would have been seen (at 5 %, with a chance of 80 %).`;
}

function table(caption: string, columns: readonly Column[], cells: readonly CellSummary[]): Markup {
  const heads = columns.map(({ name }) => html`<th scope="col">${name}</th>`);
  const rows = cells.map(
    cell => html`<tr><th scope="row">${cell.strategy}</th>${columns.map(({ value }) => html`<td>${value(cell)}</td>`)}</tr>\n`,
  );
  return html`<div class="wide" tabindex="0" role="region" aria-label="${caption}"><table>
<caption>${caption}</caption>
<thead><tr><th scope="col">Strategy</th>${heads}</tr></thead>
<tbody>
${rows}</tbody>
</table></div>
`;
}
