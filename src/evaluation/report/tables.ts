import type { CellSummary } from '../summary.ts';
import { html, type Markup } from './markup.ts';
import { dollars, mean, percent, points, probability, seconds } from './numbers.ts';

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

const COST: readonly Column[] = [
  { name: 'Steps', value: ({ perQuestion }) => mean(perQuestion.steps) },
  { name: 'Requests', value: ({ perQuestion }) => mean(perQuestion.requests) },
  { name: 'Prompt tokens', value: ({ perQuestion }) => mean(perQuestion.promptTokens) },
  { name: 'of them cached', value: ({ perQuestion }) => mean(perQuestion.cachedTokens) },
  { name: 'Completion tokens', value: ({ perQuestion }) => mean(perQuestion.completionTokens) },
  { name: 'Time', value: ({ perQuestion }) => seconds(perQuestion.seconds) },
  { name: 'Cost', value: ({ perQuestion }) => dollars(perQuestion.dollars) },
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
  table(`${title}: a question took, in the mean`, COST, cells);

/** How well replies could be read. */
export const readingTable = (cells: readonly CellSummary[]): Markup => table('How replies were read, and how runs ended', READING, cells);

/** What the table could not have seen says more than what it did not see. */
function smallestSeen(cells: readonly CellSummary[]): string {
  const compared = cells.flatMap(({ againstDirect }) => againstDirect ?? []);
  if (compared.length === 0) return 'Nothing in it is set against the plain answer.';
  const least = Math.min(...compared.map(({ smallestDifference = Number.POSITIVE_INFINITY }) => smallestDifference));
  if (!Number.isFinite(least)) return 'With so few questions no difference from the plain answer could have been seen.';
  return `No difference from the plain answer of less than ${points(least)} would have been seen (at 5 %, with a chance of 80 %).`;
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
