import v8 from 'node:v8';
import vm from 'node:vm';

/** The heap in use after a run, in bytes, when all garbage has been collected. */
export interface HeapSample {
  readonly run: number;
  readonly bytes: number;
}

/** The least of the first and of the last samples, and how they compare. */
export interface HeapVerdict {
  readonly firstMb: number;
  readonly lastMb: number;
  readonly ratio: number;
}

/** How often the heap is looked at, and after which run it counts; fewer runs are looked at more often. */
export const samplingOf = (runs: number): { readonly every: number; readonly after: number } => ({
  every: Math.max(1, Math.min(5, Math.floor(runs / 20))),
  after: Math.min(50, Math.floor(runs / 3)),
});

/** The most that the heap may grow. */
export const MOST_GROWTH = 1.1;
const SAMPLES = 5;

let collect: unknown;

/** Collects all garbage, whether or not the process was started with `--expose-gc`. */
export async function collectGarbage(): Promise<void> {
  v8.setFlagsFromString('--expose-gc');
  collect ??= vm.runInNewContext('gc');
  if (typeof collect !== 'function') throw new Error('Garbage cannot be collected here.');
  for (let time = 0; time < 3; time++) {
    collect();
    // What is cleaned up after a collection is garbage of the next.
    await new Promise(resolve => setImmediate(resolve));
  }
}

/** Takes one sample. */
export async function sampleHeap(run: number): Promise<HeapSample> {
  await collectGarbage();
  return { run, bytes: process.memoryUsage().heapUsed };
}

/** Compares the first five samples after the run number `after` with the last five. */
export function judgeHeap(samples: readonly HeapSample[], after: number): HeapVerdict {
  const counted = samples.filter(({ run }) => run > after).map(({ bytes }) => bytes);
  if (counted.length < 2 * SAMPLES) throw new Error(`${counted.length} samples are too few.`);
  const first = Math.min(...counted.slice(0, SAMPLES));
  const last = Math.min(...counted.slice(-SAMPLES));
  return { firstMb: first / 2 ** 20, lastMb: last / 2 ** 20, ratio: last / first };
}

/** Whether the rule notices that a fifth of the heap is held on to. */
export async function noticesLeak(samples: readonly HeapSample[], after: number): Promise<boolean> {
  const now = await sampleHeap(0);
  // Small objects, because large blocks of bytes lie outside the heap that is measured.
  const held = Array.from({ length: Math.ceil(now.bytes / 5 / 64) }, (_, at) => ({ at, text: `held ${at}` }));
  const leaking: HeapSample[] = [];
  for (let time = 1; time <= SAMPLES; time++) leaking.push(await sampleHeap(Number.MAX_SAFE_INTEGER));
  const { ratio } = judgeHeap([...samples, ...leaking], after);
  return held.length > 0 && ratio > MOST_GROWTH;
}
