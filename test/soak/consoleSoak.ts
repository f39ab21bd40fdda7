import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seeded } from '../support/pieces.ts';
import { Alarms } from './alarms.ts';
import { type ConsoleRun, playConsoleRun } from './consoleRun.ts';
import type { SoakFigures, SoakOrders } from './figures.ts';
import { type HeapSample, judgeHeap, noticesLeak, sampleHeap, samplingOf } from './heap.ts';
import { drawInterruption } from './interruption.ts';
import { compare, countHandles, countListeners, noticesHandle, noticesListener, settle } from './leftovers.ts';

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
  const { every, after } = samplingOf(orders.runs);
  let steps = 0;
  const random = seeded(orders.seed + 1);
  for (let number = 1; number <= orders.runs; number++) {
    const report = await playConsoleRun(drawRun(number, orders, random), orders);
    endings[report.ending] = (endings[report.ending] ?? 0) + 1;
    steps += report.steps;
    faults.push(...report.faults.map(fault => `run ${number}: ${fault}`));
    if (number % every === 0) samples.push(await sampleHeap(number));
  }
  const handles = await settle(handlesAtStart, countHandles, 5000);
  const listeners = compare(listenersAtStart, countSignals());
  const twins = {
    heap: await noticesLeak(samples, after),
    handles: noticesHandle(),
    listeners: noticesListener(),
    alarms: await alarms.hearsPlanted(),
  };
  alarms.close();
  return { runs: orders.runs, endings, steps, faults, heap: judgeHeap(samples, after), handles, listeners, alarms: alarms.heard, twins };
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

const orders: SoakOrders = JSON.parse(process.argv[2] ?? '{}');
mkdirSync(join(orders.folder, 'state'), { recursive: true });
soak(orders).then(
  figures => writeFileSync(join(orders.folder, 'figures.json'), JSON.stringify(figures)),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 1;
  },
);
