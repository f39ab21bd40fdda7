import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { ReasoningEvent } from '../../../src/engine/events.ts';
import { seeded } from '../../support/pieces.ts';
import { activateStepwise, type Started, setSetting } from '../../vscode/suites/stepwiseInHost.ts';
import { Alarms } from '../alarms.ts';
import { endingName, type SoakFigures } from '../figures.ts';
import { type HeapSample, judgeHeap, noticesLeak, sampleHeap, samplingOf } from '../heap.ts';
import type { HostOrders, ToldSession } from '../hostOrders.ts';
import { drawInterruption } from '../interruption.ts';
import { countHandles, countListeners, noticesHandle, noticesListener, settle } from '../leftovers.ts';
import { type HostRunReport, HostRuns } from './hostRun.ts';
import { quickenBackOff } from './quickWaits.ts';

const RUNS_A_SESSION = 10;
const PATIENCE_MS = 15_000;
const orders: HostOrders = JSON.parse(process.env['STEPWISE_SOAK'] ?? '{}');
const random = seeded(orders.seed + 2);

describe('Stepwise in an extension host', () => {
  it('goes through the soak', async () => {
    quickenBackOff();
    const { onDidEmit } = await activateStepwise();
    await setUp();
    const runs = new HostRuns(onDidEmit);
    // What is loaded with the first session stays: the model's bundle, the page, the log.
    for (let number = 1; number <= RUNS_A_SESSION; number++) await playRun(number, runs);
    const figures = await soak(runs);
    runs.dispose();
    writeFileSync(join(orders.folder, 'figures.json'), JSON.stringify(figures));
  });
});

/** A short question with short silences, and a key that the reader types. */
async function setUp(): Promise<void> {
  const settings = {
    preset: 'quick',
    maxTokensPerStep: 200,
    maxTokensForAnswer: 300,
    firstByteTimeoutSeconds: 0.2,
    idleTimeoutSeconds: 0.2,
  };
  for (const [name, value] of Object.entries(settings)) await setSetting(name, value);
  await beginSession(0);
  await vscode.commands.executeCommand('stepwise.setApiKey');
}

async function soak(runs: HostRuns): Promise<SoakFigures> {
  const alarms = new Alarms();
  const countOwnListeners = () => countListeners([]);
  const [handlesAtStart, listenersAtStart] = [countHandles(), countOwnListeners()];
  const endings: Record<string, number> = {};
  const faults: string[] = [];
  const samples: HeapSample[] = [];
  const { every, after } = samplingOf(orders.runs);
  let steps = 0;
  for (let number = 1; number <= orders.runs; number++) {
    const report = await playRun(number, runs);
    for (const ending of report.endings) endings[ending] = (endings[ending] ?? 0) + 1;
    steps += report.steps;
    faults.push(...report.faults.map(fault => `run ${number}: ${fault}`));
    if (number % every === 0) samples.push(await sampleHeap(number));
  }
  const handles = await settle(handlesAtStart, countHandles, PATIENCE_MS);
  const listeners = await settle(listenersAtStart, countOwnListeners, PATIENCE_MS);
  const twins = {
    heap: await noticesLeak(samples, after),
    handles: noticesHandle(),
    listeners: noticesListener(),
    alarms: await alarms.hearsPlanted(),
  };
  alarms.close();
  return { runs: orders.runs, endings, steps, faults, heap: judgeHeap(samples, after), handles, listeners, alarms: alarms.heard, twins };
}

async function playRun(number: number, runs: HostRuns): Promise<PlayedRun> {
  if (number % RUNS_A_SESSION === 1) {
    runs.forget();
    await beginSession(number);
  }
  const first = await runs.play(drawBeginning(), drawInterruption(random));
  const report = { endings: first.endings.map(endingName), faults: first.faults, steps: keepTold(first) };
  const isResumed = first.isResumable && random() < 0.5;
  if (!isResumed) return report;
  const second = await runs.play(() => vscode.commands.executeCommand('stepwise.resume'), drawInterruption(random));
  return {
    endings: [...report.endings, ...second.endings.map(ending => `resumed: ${endingName(ending)}`)],
    faults: [...report.faults, ...second.faults.map(fault => `resumed: ${fault}`)],
    steps: report.steps + keepTold(second),
  };
}

interface PlayedRun {
  readonly endings: readonly string[];
  readonly faults: readonly string[];
  readonly steps: number;
}

/** Writes down what was told as accepted; gives the number of steps. */
function keepTold({ sessionId, events }: HostRunReport): number {
  const session: ToldSession = { sessionId, steps: events.flatMap(stepOf), answers: events.flatMap(answerOf) };
  if (sessionId) appendFileSync(join(orders.folder, 'told.jsonl'), `${JSON.stringify(session)}\n`);
  return session.steps.length;
}

const stepOf = (event: ReasoningEvent) => (event.type === 'step-end' ? [event.step] : []);
const answerOf = (event: ReasoningEvent) => (event.type === 'answer-end' ? [event.text] : []);

/** Another model, of which nothing has been learned yet, and other limits. */
async function beginSession(number: number): Promise<void> {
  const minSteps = 1 + Math.floor(random() * 3);
  await vscode.commands.executeCommand('stepwise.connect', { baseUrl: orders.baseUrl, model: `soak-${number}` });
  await setSetting('maxSteps', minSteps + 2);
  await setSetting('minSteps', minSteps);
  await vscode.commands.executeCommand('stepwise.newSession');
}

/** Mostly a question; sometimes one that overtakes another, or one about a document. */
function drawBeginning(): () => Thenable<Started | undefined> {
  const kind = random();
  if (kind < 0.1) return askOverAnother;
  return kind < 0.15 ? reasonAboutDocument : ask;
}

const ask = (): Thenable<Started | undefined> =>
  vscode.commands.executeCommand('stepwise.ask', { question: random() < 0.5 ? 'Which part is the heaviest?' : '哪一部分最重？' });

async function askOverAnother(): Promise<Started | undefined> {
  const first = await ask();
  await new Promise(resolve => setTimeout(resolve, Math.floor(random() * 40)));
  return (await ask()) ?? first;
}

async function reasonAboutDocument(): Promise<Started | undefined> {
  const document = await vscode.workspace.openTextDocument({ language: 'plaintext', content: 'one\ntwo\nthree\n' });
  await vscode.window.showTextDocument(document);
  const started = await vscode.commands.executeCommand<Started>('stepwise.reasonAboutSelection', { instruction: 'Which one?' });
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  return started;
}
