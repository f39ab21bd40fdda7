import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../../src/cli/program.ts';
import type { Output, Shell } from '../../src/cli/shell.ts';
import { isEnding } from '../../src/engine/events.ts';
import { Inbox } from '../../src/engine/inbox.ts';
import type { Node } from '../../src/engine/node.ts';
import type { Clock } from '../../src/engine/ports.ts';
import type { Wish } from '../../src/engine/reason.ts';
import { toStepRecord } from '../../src/engine/stepRecord.ts';
import { redact } from '../../src/extension/redact.ts';
import type { ModelLog } from '../../src/model/endpoint.ts';
import { wallClock } from '../../src/model/wallClock.ts';
import { findGrammarFaults, parseEventLines } from '../support/eventGrammar.ts';
import { endingName, type SoakOrders } from './figures.ts';
import { type Interruption, isTime } from './interruption.ts';

/** A second of back-off takes 5 ms. */
const quickClock: Clock = { now: () => wallClock.now(), sleep: (ms, signal) => wallClock.sleep(ms / 200, signal) };

export interface ConsoleRun {
  readonly args: readonly string[];
  readonly isTerminal: boolean;
  readonly stdin: string;
  /** Aborted by nobody but this run, where it is interrupted. */
  readonly signal: AbortSignal;
  readonly stop: () => void;
  readonly interruption: Interruption | undefined;
  readonly trace: string;
}

/** How one run of the console program went. */
export interface ConsoleRunReport {
  readonly ending: string;
  readonly steps: number;
  readonly faults: readonly string[];
}

/** Runs the console program once in this process, from its arguments to its exit status, and looks at all that it wrote. */
export async function playConsoleRun(run: ConsoleRun, orders: SoakOrders): Promise<ConsoleRunReport> {
  const nodes: Node[] = [];
  const inbox = new Inbox<Wish>();
  const breakIn = () => (run.interruption?.wish === 'stop' ? run.stop() : inbox.push({ wish: 'answer' }));
  const at = run.interruption?.at;
  const timer = typeof at === 'object' && 'ms' in at ? setTimeout(breakIn, at.ms) : undefined;
  const stdout = new Recorder(join(orders.folder, 'stdout.txt'), run.isTerminal, (text, writes) => {
    if (run.interruption && isTime(run.interruption, writes, text.includes('"type":"step-end"'))) breakIn();
  });
  const stderr = new Recorder(join(orders.folder, 'stderr.txt'), run.isTerminal);
  const status = await runProgram(run.args, shellOf(run, orders, stdout, stderr), {
    clock: quickClock,
    inbox,
    keep: async node => void nodes.push(node),
    log: openLog(join(orders.folder, 'log.txt')),
  });
  clearTimeout(timer);
  return judge(run, { nodes, status, stdout: stdout.text, trace: readFileSync(run.trace, 'utf8') });
}

/** What VS Code's log channel would be given, at its most talkative level. */
function openLog(file: string): ModelLog {
  const write = (message: string): void => appendFileSync(file, `${redact(message)}\n`);
  return { info: write, warn: write, debug: write, trace: words => write(words()) };
}

class Recorder implements Output {
  readonly isTerminal: boolean;
  text = '';
  private writes = 0;
  private readonly file: string;
  private readonly onWrite: (text: string, writes: number) => void;

  constructor(file: string, isTerminal: boolean, onWrite: (text: string, writes: number) => void = () => {}) {
    this.file = file;
    this.isTerminal = isTerminal;
    this.onWrite = onWrite;
  }

  write(text: string): void {
    appendFileSync(this.file, text);
    this.text += text;
    this.writes += 1;
    this.onWrite(text, this.writes);
  }
}

function shellOf({ signal, stdin }: ConsoleRun, { key, folder }: SoakOrders, stdout: Output, stderr: Output): Shell {
  return {
    env: { STEPWISE_API_KEY: key, XDG_STATE_HOME: join(folder, 'state'), LANG: 'en_US.UTF-8' },
    stdin: { isTerminal: false, readAll: async () => new TextEncoder().encode(stdin), readLine: async () => undefined },
    stdout,
    stderr,
    signal,
    isUnread: () => false,
  };
}

interface Outcome {
  readonly nodes: readonly Node[];
  readonly status: number;
  readonly stdout: string;
  readonly trace: string;
}

const STATUS = { 'run-end': 0, 'run-error': 1, 'run-cancel': 130 } as const;

function judge(run: ConsoleRun, { nodes, status, stdout, trace }: Outcome): ConsoleRunReport {
  const events = parseEventLines(trace);
  const ending = events.at(-1);
  const told = events.flatMap(event => (event.type === 'step-end' ? [event.step] : []));
  const kept = nodes.flatMap(node => (node.kind === 'step' ? [toStepRecord(node)] : []));
  const faults = findGrammarFaults(events);
  if (JSON.stringify(told) !== JSON.stringify(kept)) faults.push(`told ${told.length} steps, but kept ${kept.length}`);
  if (run.args.includes('--json') && stdout !== trace) faults.push('standard output and trace differ');
  if (!ending || !isEnding(ending) || STATUS[ending.type] !== status) faults.push(`status ${status} after ${ending?.type}`);
  return { ending: endingName(ending), steps: told.length, faults };
}
