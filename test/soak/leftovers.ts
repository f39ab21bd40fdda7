import { getEventListeners } from 'node:events';

/** How many there are of each kind. */
export type Tally = Readonly<Record<string, number>>;

/** The same tally at the start and at the end. */
export interface Comparison {
  readonly start: Tally;
  readonly end: Tally;
  /** What there is more of at the end, as `3 Timeout`. */
  readonly left: readonly string[];
}

/** What keeps the process busy: sockets, servers, timers, files. */
export function countHandles(): Tally {
  const tally: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) tally[kind] = (tally[kind] ?? 0) + 1;
  return tally;
}

/** Listeners of the process by event, and those on signals that outlive a run. */
export function countListeners(signals: readonly AbortSignal[]): Tally {
  const ofProcess = process.eventNames().map(name => [`process ${String(name)}`, process.listenerCount(name)] as const);
  const ofSignals = signals.map((signal, at) => [`signal ${at}`, getEventListeners(signal, 'abort').length] as const);
  return Object.fromEntries([...ofProcess, ...ofSignals]);
}

export function compare(start: Tally, end: Tally): Comparison {
  const left = Object.entries(end).flatMap(([kind, count]) => {
    const more = count - (start[kind] ?? 0);
    return more > 0 ? [`${more} ${kind}`] : [];
  });
  return { start, end, left };
}

/** What is just being closed is waited for, as long as `patienceMs`. */
export async function settle(start: Tally, count: () => Tally, patienceMs: number): Promise<Comparison> {
  const untilMs = performance.now() + patienceMs;
  for (;;) {
    const found = compare(start, count());
    if (found.left.length === 0 || performance.now() > untilMs) return found;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

/** Whether one more handle is noticed. */
export function noticesHandle(): boolean {
  const start = countHandles();
  const planted = setInterval(() => {}, 1000);
  const { left } = compare(start, countHandles());
  clearInterval(planted);
  return left.length > 0;
}

/** Whether a listener more on the process, and one on a signal, are noticed. */
export function noticesListener(): boolean {
  const { signal } = new AbortController();
  const start = countListeners([signal]);
  const planted = () => {};
  signal.addEventListener('abort', planted);
  process.on('SIGUSR2', planted);
  const { left } = compare(start, countListeners([signal]));
  process.off('SIGUSR2', planted);
  return left.length === 2;
}
