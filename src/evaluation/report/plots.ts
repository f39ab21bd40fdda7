import { type AgreedAnswers, calibrate } from '../statistics/calibration.ts';
import type { CellSummary, EvaluationSummary } from '../summary.ts';
import { html, type Markup } from './markup.ts';
import { dollars, percent, seconds } from './numbers.ts';
import { type Axis, axisTo, frame, type Place, plotX, plotY, type Series, SHAPES, shape } from './plotFrame.ts';

/** Each strategy's accuracy over what a question costs: in dollars where all of them have a price, else in tokens, else in seconds. */
export function costPlot({ strategies }: EvaluationSummary): Markup {
  const cost = costMeasure(strategies);
  const x = axisTo(HEADROOM * Math.max(...strategies.map(cost.value)), cost.name, cost.write);
  const marks = strategies.map((cell, at) => {
    const { share, low, high } = cell.accuracy;
    const [px, py] = [plotX(x, cost.value(cell)), plotY(SHARES, share)];
    const bar = html`<line class="bar" x1="${px}" x2="${px}" y1="${plotY(SHARES, low)}" y2="${plotY(SHARES, high)}"/>`;
    return html`<g class="mark m${at % SHAPES}">${bar}${shape(at, px, py)}<title>${cell.strategy}: ${percent(share)}, ${cost.write(cost.value(cell))}</title></g>\n`;
  });
  const described = strategies
    .map(cell => `${cell.strategy} ${percent(cell.accuracy.share)} at ${cost.write(cost.value(cell))}`)
    .join('; ');
  return frame({
    title: `Accuracy against ${cost.name}`,
    described,
    x,
    y: SHARES,
    marks,
    series: seriesOf(strategies, strategies),
  });
}

/** What it is worth that chains agree: right answers over the share of chains that agree. Nothing where no chains voted. */
export function calibrationPlot({ strategies }: EvaluationSummary): Markup | undefined {
  const voting = strategies.filter(({ agreement }) => agreement.length > 0);
  if (voting.length === 0) return undefined;
  const x = axisTo(1, 'share of chains that agree', hundredths);
  const calibrated = voting.map(cell => ({ cell, ...calibrate(cell.agreement.map(toAgreed)) }));
  const series = seriesOf(voting, strategies);
  const marks = calibrated.map(({ bins }, at) => {
    const points = bins.map(
      ({ agreement, answers, right, interval }): Place => ({
        x: plotX(x, agreement),
        y: plotY(SHARES, right / answers),
        low: plotY(SHARES, interval.low),
        high: plotY(SHARES, interval.high),
      }),
    );
    return joined(series[at]?.number ?? at, points);
  });
  const diagonal = html`<line class="guide" x1="${plotX(x, 0)}" y1="${plotY(SHARES, 0)}" x2="${plotX(x, 1)}" y2="${plotY(SHARES, 1)}"/>\n`;
  const described = calibrated.map(({ cell, error }) => `${cell.strategy} is off by ${percent(error)} in the mean`).join('; ');
  return frame({ title: 'Calibration of agreement', described, x, y: SHARES, marks: [diagonal, ...marks], series });
}

/** The mean time of the first, second, … step. Nothing where no strategy takes steps. */
export function timePlot({ strategies }: EvaluationSummary): Markup | undefined {
  const stepping = strategies.filter(({ msOfStep }) => msOfStep.length > 0);
  if (stepping.length === 0) return undefined;
  const longest = Math.max(...stepping.map(({ msOfStep }) => msOfStep.length));
  const x = axisTo(longest, 'step', value => String(value), 1);
  const y = axisTo((HEADROOM * Math.max(...stepping.flatMap(({ msOfStep }) => msOfStep))) / 1000, 'mean time', seconds);
  const series = seriesOf(stepping, strategies);
  const marks = stepping.map(({ msOfStep }, at) =>
    joined(
      series[at]?.number ?? at,
      msOfStep.map((ms, index) => ({ x: plotX(x, index + 1), y: plotY(y, ms / 1000) })),
    ),
  );
  const described = stepping
    .map(({ strategy, msOfStep }) => `${strategy}: ${msOfStep.map(ms => seconds(ms / 1000)).join(', ')}`)
    .join('; ');
  return frame({ title: 'Time per step', described, x, y, marks, series });
}

/** A mark at the very edge is hard to see. */
const HEADROOM = 1.04;

const hundredths = (share: number): string => `${Math.round(100 * share)} %`;
const SHARES: Axis = axisTo(1, 'right', hundredths);

/** A strategy looks the same in every plot. */
const seriesOf = (cells: readonly CellSummary[], all: readonly CellSummary[]): readonly Series[] =>
  cells.map(cell => ({ name: cell.strategy, number: all.indexOf(cell) }));

const toAgreed = ({ agreeing, chains, accuracy }: CellSummary['agreement'][number]): AgreedAnswers => ({
  agreement: agreeing / chains,
  answers: accuracy.of,
  right: accuracy.right,
});

interface CostMeasure {
  readonly name: string;
  readonly value: (cell: CellSummary) => number;
  readonly write: (value: number) => string;
}

const tokensOf = ({ perQuestion: { promptTokens, completionTokens } }: CellSummary): number | undefined =>
  promptTokens === undefined || completionTokens === undefined ? undefined : promptTokens + completionTokens;

function costMeasure(cells: readonly CellSummary[]): CostMeasure {
  if (cells.every(({ perQuestion }) => perQuestion.dollars !== undefined)) {
    return { name: 'cost per question', value: ({ perQuestion }) => perQuestion.dollars ?? 0, write: dollars };
  }
  if (cells.every(cell => tokensOf(cell) !== undefined)) {
    return { name: 'tokens per question', value: cell => tokensOf(cell) ?? 0, write: value => value.toFixed(0) };
  }
  return { name: 'seconds per question', value: ({ perQuestion }) => perQuestion.seconds ?? 0, write: seconds };
}

/** Points with their intervals, joined by a line. */
function joined(number: number, points: readonly Place[]): Markup {
  const line = points.map(({ x, y }) => `${x},${y}`).join(' ');
  const bars = points.flatMap(({ x, low, high }) =>
    low === undefined || high === undefined ? [] : [html`<line class="bar" x1="${x}" x2="${x}" y1="${low}" y2="${high}"/>`],
  );
  return html`<g class="mark m${number % SHAPES}"><polyline points="${line}"/>${bars}${points.map(({ x, y }) => shape(number, x, y))}</g>\n`;
}
