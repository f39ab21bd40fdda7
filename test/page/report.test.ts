import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { sha256 } from '../../src/cli/evaluate/sha256.ts';
import { reportPage } from '../../src/evaluation/report/report.ts';
import { TraceShelf } from '../../src/evaluation/report/traceShelf.ts';
import { Summarizer } from '../../src/evaluation/summarizer.ts';
import { openBrowser } from '../support/lab/browser.ts';
import { lineOf, type MadeUp, planWith } from '../support/resultLines.ts';
import { findMisplacedText } from './look.ts';

const HOSTILE = `</script><script>alert(1)</script><img src="http://127.0.0.1:9/x" onerror="alert(2)"><style>*{display:none}</style>`;
const QUESTIONS = 100;

describe('The report of an evaluation in a browser', function () {
  this.timeout(60_000);
  let browser: Browser;
  let folder: string;
  let page: Page;
  const requested: string[] = [];
  const told: string[] = [];

  before(async () => {
    browser = await openBrowser();
    folder = mkdtempSync(join(tmpdir(), 'stepwise-report-'));
    writeFileSync(join(folder, 'report.html'), reportText());
    page = await openOffline(browser, join(folder, 'report.html'), requested, told);
  });
  after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('opens with no network, and asks for nothing but itself', async () => {
    assert.equal(await page.title(), 'Stepwise evaluation: gpt-4o-mini');
    assert.deepEqual(
      requested.map(url => url.replace(/.*\//, '')),
      ['report.html'],
    );
    assert.equal(await page.getByRole('table').count(), 7);
    for (const name of ['Accuracy against cost per question', 'Calibration of agreement', 'Time per step']) {
      await page.getByRole('img', { name }).scrollIntoViewIfNeeded();
    }
  });

  it('has every answer with its steps behind a click', async () => {
    const question = page.locator('details.question').first();
    await question.locator('summary').first().click();
    await question.getByText('vote').nth(1).click();
    await question.getByText('I think of 0.').first().waitFor({ state: 'visible' });
    await question.getByText('The right answer is').waitFor({ state: 'visible' });
  });

  it('brings the rest at a click, fifty at a time, and says how many are left', async () => {
    const traces = page.getByRole('region', { name: 'Questions of sums' });
    assert.equal(await traces.locator('details.question').count(), 20);
    const more = traces.getByRole('button', { name: 'Show more questions of sums' });
    await more.click();
    await traces.getByText('(30 left)').waitFor();
    await more.click();
    assert.deepEqual([await traces.locator('details.question').count(), await more.isVisible()], [QUESTIONS, false]);
  });

  it('shows only what the strategies answered differently, if that is wanted', async () => {
    const shown = page.locator('details.question:visible');
    await page.getByLabel('Only questions that the strategies answered differently').check();
    const differing = await shown.count();
    assert.ok(differing > 10 && differing < QUESTIONS, String(differing));
    await page.getByLabel('Only questions that the strategies answered differently').uncheck();
    assert.equal(await shown.count(), QUESTIONS + 1);
  });

  it('shows hostile words as words: no script of theirs runs, nothing is fetched', async () => {
    const section = page.getByRole('region', { name: 'Questions of hostile' });
    await section.locator('summary').first().click();
    await section.getByText('<img src=').first().waitFor({ state: 'visible' });
    assert.deepEqual([await page.locator('img').count(), await page.locator('style').count()], [0, 1]);
    assert.deepEqual(told, []);
    assert.equal(requested.length, 1);
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`breaks no rule of axe and misplaces no text: ${colorScheme}`, async () => {
      await page.emulateMedia({ colorScheme });
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate<axe.AxeResults>(`axe.run({ resultTypes: ['violations'] })`);
      assert.deepEqual(
        violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html }) => `${id}: ${html}`)),
        [],
      );
      assert.deepEqual(await findMisplacedText(page), []);
    });
  }

  it('would be seen to ask for something', async () => {
    const file = join(folder, 'asking.html');
    writeFileSync(file, `<!doctype html><title>x</title><img src="http://127.0.0.1:9/x">`);
    const asked: string[] = [];
    const other = await openOffline(browser, file, asked, []);
    assert.equal(asked.length, 2);
    await other.close();
  });
});

/** Opens a file where no request gets anywhere; keeps what was asked for, and what the page complained of or asked the reader. */
async function openOffline(browser: Browser, file: string, requested: string[], told: string[]): Promise<Page> {
  const context = await browser.newContext({ offline: true, viewport: { width: 900, height: 700 } });
  const page = await context.newPage();
  page.on('request', request => requested.push(request.url()));
  page.on('console', message => told.push(message.text()));
  page.on('pageerror', error => told.push(error.message));
  page.on('dialog', dialog => {
    told.push(dialog.message());
    void dialog.dismiss();
  });
  await page.goto(pathToFileURL(file).href);
  return page;
}

function reportText(): string {
  const plan = planWith({ strategies: ['direct', 'vote'] }, { sums: QUESTIONS, hostile: 1 });
  const [summarizer, shelf] = [new Summarizer(plan), new TraceShelf(plan)];
  for (let question = 0; question < QUESTIONS; question++) {
    for (const line of [lineOf(plan, question, 'direct', direct(question)), lineOf(plan, question, 'vote', vote(question))]) {
      shelf.see({ line, verdict: summarizer.see(line) });
    }
  }
  const line = lineOf(plan, QUESTIONS, 'vote', { answer: HOSTILE, steps: [{ durationMs: 9, content: HOSTILE }] }, 'hostile');
  shelf.see({ line: { ...line, question: { ...line.question, question: HOSTILE } }, verdict: summarizer.see(line) });
  return [...reportPage({ summary: summarizer.summary(), traces: shelf.traces(), digest: sha256 })].join('');
}

const direct = (question: number): MadeUp => ({ answer: question % 2 ? 'Who knows?' : `It is ${question}.`, durationMs: 800 });

function vote(question: number): MadeUp {
  const agreeing = 2 + (question % 3);
  const answers = [
    { text: String(question), chains: Array.from({ length: agreeing }, (_, chain) => chain) },
    { text: '77', chains: [9] },
  ];
  const steps = [{ durationMs: 300, content: `I think of ${question}.` }, { durationMs: 400 }, { durationMs: 450 + question }];
  return { answer: question % 3 ? String(question) : '77', steps, durationMs: 3000, more: [{ type: 'tally', answers }] };
}
