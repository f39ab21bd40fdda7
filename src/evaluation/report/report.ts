import type { EvaluationSummary } from '../summary.ts';
import { html, type Markup } from './markup.ts';
import { calibrationPlot, costPlot, timePlot } from './plots.ts';
import { REPORT_SCRIPT } from './script.ts';
import { REPORT_STYLE } from './style.ts';
import { accuracyTable, costTable, readingTable } from './tables.ts';
import type { SuiteTraces } from './traceShelf.ts';

/** What a report is made of. */
export interface ReportParts {
  readonly summary: EvaluationSummary;
  readonly traces: readonly SuiteTraces[];
  /** The SHA-256 of a text in base64: the page runs the script that has it, and no other. */
  readonly digest: (text: string) => string;
}

/** The report as one page that needs nothing else: no file, no network. In pieces, because it may be long. */
export function* reportPage({ summary, traces, digest }: ReportParts): Generator<string, void> {
  const { model } = summary.plan;
  const policy = `default-src 'none'; style-src 'sha256-${digest(REPORT_STYLE)}'; script-src 'sha256-${digest(REPORT_SCRIPT)}'; base-uri 'none'; form-action 'none'`;
  yield html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Stepwise evaluation: ${model}</title>
`.text;
  yield `<style>${REPORT_STYLE}</style>\n</head>\n<body>\n<main>\n`;
  yield head(summary).text;
  yield* body(summary).map(({ text }) => text);
  yield* traceParts(traces);
  yield `</main>\n<script>${REPORT_SCRIPT}</script>\n</body>\n</html>\n`;
}

function head({ plan, answered, tasks, pricesAsOf }: EvaluationSummary): Markup {
  const { model, seed, samples, preset, limits, shard, stepFormat } = plan;
  const part = shard ? ` This is part ${shard.index} of ${shard.count}.` : '';
  const suites = plan.suites.map(({ name, questions }) => `${name} (${questions})`).join(', ');
  const prices = pricesAsOf
    ? html`<p>Costs are reckoned with a built-in list of prices of ${pricesAsOf}, and are about right at best.</p>`
    : undefined;
  return html`<h1>Stepwise evaluation: ${model}</h1>
<p>${answered} of ${tasks} answers.${part} Suites: ${suites}. Seed ${seed}, samples ${samples}, preset ${preset}, temperature ${limits.temperature}, ${limits.minSteps} to ${limits.maxSteps} steps${stepFormat && `, each asked for as ${stepFormat}`}.</p>
<p>Intervals are Wilson’s, at 95 %. <i>Helped</i> and <i>harmed</i> count questions that turned from wrong to right, and from right to wrong, beside <code>direct</code>; p is McNemar’s, exact and two-sided. <i>Could have seen</i> is the smallest difference that so many questions show with a chance of 80 %: what is smaller was not looked for. <i>±</i> is half of the 95 % interval of a mean.</p>
${prices}
`;
}

function body(summary: EvaluationSummary): readonly Markup[] {
  const { strategies, suites, plan } = summary;
  const plots = [costPlot(summary), calibrationPlot(summary), timePlot(summary)].filter(plot => plot !== undefined);
  const perSuite = plan.suites.map(({ name }) => {
    const cells = suites.filter(({ suite }) => suite === name);
    return html`<section aria-label="${name}"><h3>${name}</h3>\n${accuracyTable(name, cells)}${costTable(name, cells)}</section>\n`;
  });
  return [
    html`<h2>All suites together</h2>\n${accuracyTable('All suites', strategies)}${costTable('All suites', strategies)}${readingTable(strategies)}`,
    html`<div class="plots">${plots}</div>\n<h2>Suite by suite</h2>\n${perSuite}`,
  ];
}

function* traceParts(traces: readonly SuiteTraces[]): Generator<string, void> {
  yield html`<h2>Every question</h2>
<p><label><input type="checkbox" id="differing"> Only questions that the strategies answered differently</label></p>
`.text;
  for (const { suite, atOnce, later, left } of traces) {
    yield html`<section class="traces" aria-label="Questions of ${suite}"><h3>${suite}</h3>\n${atOnce}`.text;
    if (later.length > 0) yield `${moreButton(suite, later.length).text}${inlineJson(later)}`;
    if (left > 0) yield html`<p>${left} further questions are not in this page; all of them stand in results.jsonl.</p>\n`.text;
    yield '</section>\n';
  }
}

const moreButton = (suite: string, count: number): Markup =>
  html`<p class="more"><button type="button" aria-label="Show more questions of ${suite}">Show more</button> (<span>${count}</span> left)</p>\n`;

/** Markup that the page puts in later; nothing in it can end the element that holds it. */
const inlineJson = (markups: readonly Markup[]): string =>
  `<script type="application/json">${JSON.stringify(markups.map(({ text }) => text)).replaceAll('<', '\\u003c')}</script>\n`;
