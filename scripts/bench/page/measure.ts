import type { Browser, CDPSession, Page } from 'playwright-core';
import type { ReasoningEvent } from '../../../src/engine/events.ts';
import type { Session } from '../../../src/engine/session.ts';
import type { HostMessage, PageUi } from '../../../src/protocol/messages.ts';
import { runStart, stepDelta, stepStart } from '../../../test/page/events.ts';
import { connectedUi } from '../../../test/page/testPage.ts';

export type StepDisplay = PageUi['stepDisplay'];

/** What streaming a session cost. Times in milliseconds. */
export interface Streamed {
  readonly workMs: number;
  /** The longest task of at least 50 ms; 0 where there was none. */
  readonly longestTaskMs: number;
  readonly longTasks: number;
  /** The longest that the drawing of one frame took. */
  readonly longestFrameMs: number;
}

/** A page that is measured from inside and by the browser. */
export interface Measured {
  readonly page: Page;
  readonly devtools: CDPSession;
}

/** Opens the page with the instruments in it. */
export async function openMeasured(browser: Browser, origin: string): Promise<Measured> {
  const page = await browser.newPage({ viewport: { width: 480, height: 720 } });
  await page.goto(`${origin}/?theme=dark&policy=on&codicons=on`);
  await page.evaluate(INSTRUMENTS);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
  return { page, devtools };
}

const INSTRUMENTS = `
window.bench = { tasks: [], frames: [] };
new PerformanceObserver(list => bench.tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
// A message that is posted in a frame is heard when the frame has been drawn.
bench.frame = () => new Promise(resolve => requestAnimationFrame(() => {
  const startMs = performance.now();
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => { bench.frames.push(performance.now() - startMs); resolve(); };
  port2.postMessage(0);
}));
bench.stream = async (posts) => {
  let first = 0;
  for (const events of posts) {
    window.postMessage({ type: 'events', first, events }, '*');
    first += events.length;
    await bench.frame();
  }
};
bench.firstCharacter = async (began, message, text) => {
  window.postMessage(began, '*');
  await bench.frame();
  await bench.frame();
  const startMs = performance.now();
  window.postMessage(message, '*');
  while (!document.body.textContent.includes(text)) await bench.frame();
  return performance.now() - startMs;
};
bench.open = async (message) => {
  const startMs = performance.now();
  window.postMessage(message, '*');
  await bench.frame();
  await bench.frame();
  return performance.now() - startMs;
};
bench.toggle = async (times) => {
  const toggles = [...document.querySelectorAll('.step-toggle')];
  for (let turn = 0; turn < times; turn++) {
    toggles[turn % toggles.length].click();
    await bench.frame();
  }
};`;

const snapshotOf = (session: Session, stepDisplay: StepDisplay): HostMessage => ({
  type: 'snapshot',
  seq: 0,
  session,
  ui: { ...connectedUi, stepDisplay },
  words: {},
  locale: 'en',
});

/** Shows a finished session, as after a click in the history; resolves to the milliseconds until it was drawn. */
export const openSession = ({ page }: Measured, session: Session, stepDisplay: StepDisplay): Promise<number> =>
  page.evaluate(`bench.open(${JSON.stringify(snapshotOf(session, stepDisplay))})`);

/** Streams a session into a page, one post a frame. */
export async function stream(
  measured: Measured,
  posts: readonly (readonly ReasoningEvent[])[],
  stepDisplay: StepDisplay,
): Promise<Streamed> {
  const { page } = measured;
  await openSession(measured, { id: crypto.randomUUID(), runs: [] }, stepDisplay);
  await page.evaluate('bench.tasks.length = bench.frames.length = 0');
  const before = await work(measured);
  await page.evaluate(`bench.stream(${JSON.stringify(posts)})`);
  const workMs = (await work(measured)) - before;
  const { tasks, frames } = await page.evaluate<{ tasks: number[]; frames: number[] }>('({ tasks: bench.tasks, frames: bench.frames })');
  return { workMs, longestTaskMs: Math.max(0, ...tasks), longTasks: tasks.length, longestFrameMs: Math.max(...frames) };
}

/** Script, style and layout of the page so far. */
async function work({ devtools }: Measured): Promise<number> {
  const { metrics } = await devtools.send('Performance.getMetrics');
  const seconds = (name: string) => metrics.find(metric => metric.name === name)?.value ?? 0;
  return 1000 * (seconds('ScriptDuration') + seconds('LayoutDuration') + seconds('RecalcStyleDuration'));
}

const MARK = 'Quokkas hop';

/** The milliseconds from the message with the first words of a step until they are drawn. */
export async function firstCharacterMs(measured: Measured): Promise<number> {
  await openSession(measured, { id: crypto.randomUUID(), runs: [] }, 'auto');
  const begun: HostMessage = { type: 'events', first: 0, events: [runStart('Why?', crypto.randomUUID()), stepStart(0)] };
  const delta: HostMessage = { type: 'events', first: begun.events.length, events: [stepDelta(0, { title: 'Look', content: MARK })] };
  return measured.page.evaluate(`bench.firstCharacter(${[begun, delta, MARK].map(part => JSON.stringify(part)).join(', ')})`);
}

/** Folds and unfolds steps, one a frame. */
export const toggle = ({ page }: Measured, times: number): Promise<void> => page.evaluate(`bench.toggle(${times})`);

/** The heap after a collection, in bytes, with the elements that are held. */
export async function held({ devtools }: Measured): Promise<{ readonly bytes: number; readonly nodes: number }> {
  await devtools.send('HeapProfiler.collectGarbage');
  await devtools.send('HeapProfiler.collectGarbage');
  const [{ usedSize }, { nodes }] = await Promise.all([devtools.send('Runtime.getHeapUsage'), devtools.send('Memory.getDOMCounters')]);
  return { bytes: usedSize, nodes };
}
