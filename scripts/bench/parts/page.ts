import type { Browser } from 'playwright-core';
import { startPageServer } from '../../../test/page/pageServer.ts';
import { openBrowser } from '../../../test/support/lab/browser.ts';
import { buildPages } from '../page/buildPages.ts';
import { longSession, postsOf } from '../page/longSession.ts';
import {
  firstCharacterMs,
  held,
  type Measured,
  openMeasured,
  openSession,
  type StepDisplay,
  type Streamed,
  stream,
  toggle,
} from '../page/measure.ts';
import { atMost, type Figure, fact, medianOf, type Part } from '../part.ts';

const SMALL_STEPS = 25;
const LARGE_STEPS = 100;
/** A fast model, bundled as the host bundles its words. */
const PER_POST = 200;
const WARM_UP_TOGGLES = 200;
const TOGGLES = 1000;
const ROUNDS = 5;
const FIRST_CHARACTERS = 15;

const MOST = { taskMs: 50, times: 5, openMs: 300, firstCharacterMs: 50, grownKilobytes: 1024 };

type Tell = (figure: Figure) => void;

/** A long session in a real browser, beside the same page with a renderer that draws the whole step anew at each delta. */
export const page: Part = {
  name: 'page',
  about: `${LARGE_STEPS} steps and 500 KB of Markdown in a real browser, beside a naive renderer of the same`,
  measure: async tell => {
    const browser = await openBrowser();
    try {
      const { ours, naive } = await buildPages();
      const mine = await measureBuild(browser, ours, tell);
      const other = await measureBuild(browser, naive, ({ what, value }) => tell(fact(`naive renderer: ${what}`, value)));
      tell(fact('work of the naive renderer for 500 KB, in works of the page', (other.workMs / mine.workMs).toFixed(1)));
    } finally {
      await browser.close();
    }
  },
};

async function measureBuild(browser: Browser, folder: string, tell: Tell): Promise<Streamed> {
  const server = await startPageServer(folder);
  const measured = await openMeasured(browser, server.origin);
  try {
    await stream(measured, postsOf(2, PER_POST), 'auto');
    const firsts: number[] = [];
    for (let time = 0; time < FIRST_CHARACTERS; time++) firsts.push(await firstCharacterMs(measured));
    tell(
      atMost(`first visible character after its message (median of ${FIRST_CHARACTERS})`, medianOf(firsts), MOST.firstCharacterMs, 'ms'),
    );
    const large = await measureStreaming(measured, tell);
    for (const display of ['auto', 'expanded'] as const) await measureOpening(measured, display, tell);
    await measureHeap(measured, tell);
    return large;
  } finally {
    await measured.page.close();
    await server.close();
  }
}

/** The longest task is 0 where none took 50 ms. */
async function measureStreaming(measured: Measured, tell: Tell): Promise<Streamed> {
  const small = await stream(measured, postsOf(SMALL_STEPS, PER_POST), 'auto');
  const large = await stream(measured, postsOf(LARGE_STEPS, PER_POST), 'auto');
  tell(atMost('longest task while 500 KB stream in', large.longestTaskMs, MOST.taskMs, 'ms', 0));
  tell(fact('longest frame', `${large.longestFrameMs.toFixed(0)} ms`));
  tell(atMost('work for 500 KB in times of 125 KB', large.workMs / small.workMs, MOST.times, 'times'));
  const open = await stream(measured, postsOf(LARGE_STEPS, PER_POST), 'expanded');
  tell(atMost('longest task with every step open', open.longestTaskMs, MOST.taskMs, 'ms', 0));
  tell(fact('work for 500 KB; with every step open', `${large.workMs.toFixed(0)} ms; ${open.workMs.toFixed(0)} ms`));
  return large;
}

async function measureOpening(measured: Measured, display: StepDisplay, tell: Tell): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await openSession(measured, { id: crypto.randomUUID(), runs: [] }, display);
    times.push(await openSession(measured, longSession(LARGE_STEPS), display));
  }
  const folds = display === 'auto' ? 'folded' : 'open';
  tell(atMost(`opening it, steps ${folds} (best of ${ROUNDS})`, Math.min(...times), MOST.openMs, 'ms', 0));
  tell(fact(`opening it, steps ${folds}: the first time`, `${times[0]?.toFixed(0)} ms`));
}

async function measureHeap(measured: Measured, tell: Tell): Promise<void> {
  await openSession(measured, longSession(LARGE_STEPS), 'auto');
  await toggle(measured, WARM_UP_TOGGLES);
  const before = await held(measured);
  await toggle(measured, TOGGLES);
  const after = await held(measured);
  tell(atMost(`heap grown by ${TOGGLES.toLocaleString('en')} folds`, (after.bytes - before.bytes) / 1024, MOST.grownKilobytes, 'KB', 0));
  tell(fact('elements before and after', `${before.nodes}, ${after.nodes}`));
}
