import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seeded } from '../support/pieces.ts';
import { Alarms } from './alarms.ts';
import { type ConsoleRun, type Interruption, playConsoleRun } from './consoleRun.ts';
import type { SoakFigures, SoakOrders } from './figures.ts';
import { type HeapSample, judgeHeap, noticesLeak, sampleHeap } from './heap.ts';
import { compare, countHandles, countListeners, settle } from './leftovers.ts';

const SAMPLE_EVERY = 5;
const RUNS_A_MODEL = 20;
const FORMS = [[], [], ['--json'], ['--json'], ['--json'], ['--markdown'], ['--quiet']] as const;
const QUESTIONS = ['Which part is the heaviest?', '哪一部分最重？请逐步分析。'];

/** The signal of runs that nobody interrupts: it sees all of them. */
const patient = new AbortController().signal;

/** Runs the console program again and again in this one process, and tells what is left of it. */
async function soak(orders: SoakOrders): Promise<SoakFigures> {
  const alarms = new Alarms();
  const countSignals = () => countListeners([patient]);
  const [handlesAtStart, listenersAtStart] = [countHandles(), countSignals()];
  const endings: Record<string, number> = {};
  const faults: string[] = [];
  const samples: HeapSample[] = [];
  let steps = 0;
  const random = seeded(orders.seed + 1);
  for (let number = 1; number <= orders.runs; number++) {
    const report = await playConsoleRun(drawRun(number, orders, random), orders);
    endings[report.ending] = (endings[report.ending] ?? 0) + 1;
    steps += report.steps;
    faults.push(...report.faults.map(fault => `run ${number}: ${fault}`));
    if (number % SAMPLE_EVERY === 0) samples.push(await sampleHeap(number));
  }
  const warmUp = Math.min(50, Math.floor(orders.runs / 3));
  const handles = await settle(handlesAtStart, countHandles, 5000);
  const listeners = compare(listenersAtStart, countSignals());
  const twins = {
    heap: await noticesLeak(samples, warmUp),
    handles: noticesHandle(handlesAtStart),
    listeners: noticesListener(countSignals),
    alarms: await alarms.hearsPlanted(),
  };
  alarms.close();
  return { runs: orders.runs, endings, steps, faults, heap: judgeHeap(samples, warmUp), handles, listeners, alarms: alarms.heard, twins };
}

function drawRun(number: number, { baseUrl, folder }: SoakOrders, random: () => number): ConsoleRun {
  const pick = <T>(items: readonly T[], otherwise: T): T => items[Math.floor(random() * items.length)] ?? otherwise;
  const interruption = drawInterruption(random);
  const controller = new AbortController();
  const trace = join(folder, `trace-${number}.jsonl`);
  const steps = 1 + Math.floor(random() * 3);
  const hasFile = random() < 0.1;
  const args = [
    ...['ask', pick(QUESTIONS, 'Why?'), '--base-url', baseUrl, '--model', `soak-${Math.ceil(number / RUNS_A_MODEL)}`],
    ...['--preset', 'quick', '--min-steps', String(steps), '--max-steps', String(steps + 2), '--max-tokens-per-step', '200'],
    ...['--max-tokens-for-answer', '300', '--strategy', random() < 0.05 ? 'direct' : 'chain'],
    ...['--first-byte-timeout', '0.15', '--idle-timeout', '0.15', '--trace', trace],
    ...(hasFile ? ['--file', '-'] : []),
    ...pick<readonly string[]>(FORMS, []),
  ];
  return {
    args,
    isTerminal: random() < 0.2,
    stdin: hasFile ? 'const heaviest = parts.sort();\n' : '',
    signal: interruption?.wish === 'stop' ? controller.signal : patient,
    stop: () => controller.abort(new Error('Ctrl-C')),
    interruption,
    trace,
  };
}

function drawInterruption(random: () => number): Interruption | undefined {
  if (random() < 0.6) return undefined;
  const wish = random() < 0.5 ? 'stop' : 'answer';
  const place = random();
  if (place < 0.2) return { wish, at: 'step-end' };
  return { wish, at: place < 0.6 ? { write: 1 + Math.floor(random() * 40) } : { ms: Math.floor(random() * 80) } };
}

function noticesHandle(start: Readonly<Record<string, number>>): boolean {
  const planted = setInterval(() => {}, 1000);
  const { left } = compare(start, countHandles());
  clearInterval(planted);
  return left.length > 0;
}

function noticesListener(count: () => Readonly<Record<string, number>>): boolean {
  const start = count();
  const planted = () => {};
  patient.addEventListener('abort', planted);
  process.on('SIGUSR2', planted);
  const { left } = compare(start, count());
  patient.removeEventListener('abort', planted);
  process.off('SIGUSR2', planted);
  return left.length === 2;
}

const orders: SoakOrders = JSON.parse(process.argv[2] ?? '{}');
mkdirSync(join(orders.folder, 'state'), { recursive: true });
soak(orders).then(
  figures => writeFileSync(join(orders.folder, 'figures.json'), JSON.stringify(figures)),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 1;
  },
);
