/**
 * `npm run bench:page`: a session of 100 steps and 500 KB of Markdown in a real browser, beside the same page with a renderer that draws the
 * whole step anew at each delta. Aims: no task over 50 ms, four times the text at most five times the work, opened within 300 ms, memory flat.
 */
import type { Browser } from 'playwright-core';
import { startPageServer } from '../../test/page/pageServer.ts';
import { openBrowser } from '../../test/support/lab/browser.ts';
import { buildPages } from './page/buildPages.ts';
import { longSession, postsOf } from './page/longSession.ts';
import { held, openMeasured, openSession, type Streamed, stream, toggle } from './page/measure.ts';

const SMALL_STEPS = 25;
const LARGE_STEPS = 100;
/** A fast model, bundled as the host bundles its words. */
const PER_POST = 200;
const WARM_UP_TOGGLES = 200;
const TOGGLES = 1000;
const ROUNDS = 5;

const row = (what: string, value: string) => console.log(`  ${what.padEnd(52)} ${value}`);
const ms = (value: number) => `${value.toFixed(0)} ms`;
const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(0)} KB`;

async function measure(name: string, browser: Browser, folder: string): Promise<Streamed> {
  const server = await startPageServer(folder);
  console.log(`\n${name}`);
  const measured = await openMeasured(browser, server.origin);
  await stream(measured, postsOf(2, PER_POST), 'auto');
  const small = await stream(measured, postsOf(SMALL_STEPS, PER_POST), 'auto');
  const large = await stream(measured, postsOf(LARGE_STEPS, PER_POST), 'auto');
  row(
    'longest task while 500 KB stream in',
    large.longTasks === 0 ? 'none of 50 ms' : `${ms(large.longestTaskMs)}, ${large.longTasks} over 50 ms`,
  );
  row('longest frame', ms(large.longestFrameMs));
  row('work for 125 KB and for 500 KB', `${ms(small.workMs)}, ${ms(large.workMs)}: ratio ${(large.workMs / small.workMs).toFixed(1)}`);
  const open = await stream(measured, postsOf(LARGE_STEPS, PER_POST), 'expanded');
  row(
    'the same with every step open: longest task, work',
    `${open.longTasks === 0 ? 'none of 50 ms' : `${ms(open.longestTaskMs)}, ${open.longTasks} over 50 ms`}, ${ms(open.workMs)}`,
  );
  for (const display of ['auto', 'expanded'] as const) {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      await openSession(measured, { id: crypto.randomUUID(), runs: [] }, display);
      times.push(await openSession(measured, longSession(LARGE_STEPS), display));
    }
    row(
      `opening it, steps ${display === 'auto' ? 'folded' : 'open'}: first, best of ${ROUNDS}`,
      `${ms(times[0] ?? 0)}, ${ms(Math.min(...times))}`,
    );
  }
  await openSession(measured, longSession(LARGE_STEPS), 'auto');
  await toggle(measured, WARM_UP_TOGGLES);
  const before = await held(measured);
  await toggle(measured, TOGGLES);
  const after = await held(measured);
  row(
    `heap before and after ${TOGGLES.toLocaleString('en')} toggles`,
    `${kilobytes(before.bytes)}, ${kilobytes(after.bytes)} (nodes ${before.nodes}, ${after.nodes})`,
  );
  await measured.page.close();
  await server.close();
  return large;
}

async function main(): Promise<void> {
  const browser = await openBrowser();
  try {
    const { ours, naive } = await buildPages();
    const mine = await measure('The page', browser, ours);
    const other = await measure('The same page, whole step rendered again at each delta', browser, naive);
    console.log(`\nwork of the naive renderer for 500 KB, in works of the page: ${(other.workMs / mine.workMs).toFixed(1)}`);
  } finally {
    await browser.close();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
