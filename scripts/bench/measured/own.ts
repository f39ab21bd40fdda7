import { Inbox } from '../../../src/engine/inbox.ts';
import { openQuestion } from '../../../src/engine/opening.ts';
import type { ChatModel } from '../../../src/engine/ports.ts';
import { reason, type Wish } from '../../../src/engine/reason.ts';
import { backOff } from '../../../src/engine/retry.ts';
import { emptySession, reduceSession } from '../../../src/engine/session.ts';
import { STRATEGIES } from '../../../src/engine/strategies/index.ts';
import { wallClock } from '../../../src/model/wallClock.ts';
import { freshLadder, specOf } from '../../../test/support/playRun.ts';
import { OWN_STEPS, type OwnCosts } from './ownCosts.ts';
import { thoughtfulModel } from './thoughtful.ts';

const SMALL = 1000;
const ROUNDS = 10;

async function main(): Promise<void> {
  await ownMs(SMALL);
  const costs: OwnCosts = { smallMs: await ownMs(SMALL), largeMs: await ownMs(4 * SMALL), rawMs: await rawMs(SMALL) };
  process.stdout.write(JSON.stringify(costs));
}

/** The best of several rounds: whatever else the machine does can only make it more. */
async function ownMs(charactersPerStep: number): Promise<number> {
  const costs: number[] = [];
  for (let round = 0; round < ROUNDS; round++) costs.push((await runMs(charactersPerStep)) - (await rawMs(charactersPerStep)));
  return Math.min(...costs);
}

const runMs = (characters: number): Promise<number> => processorMs(() => think(thoughtfulModel(characters)));
const rawMs = (characters: number): Promise<number> => processorMs(() => readRaw(thoughtfulModel(characters)));

async function processorMs(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

async function think(model: ChatModel): Promise<void> {
  const options = { strategy: 'chain', limits: { minSteps: OWN_STEPS, maxSteps: OWN_STEPS, maxTokensPerStep: 10_000 } };
  const question = { instruction: 'Why?', excerpts: [] };
  const opening = openQuestion(question, new Map(), {
    run: 'run',
    strategy: 'chain',
    preset: 'quick',
    minSteps: OWN_STEPS,
    language: 'en',
    instructions: '',
  });
  let session = emptySession('bench');
  const deps = {
    model,
    ladder: freshLadder(),
    strategies: STRATEGIES,
    retry: backOff(),
    clock: wallClock,
    signal: new AbortController().signal,
    inbox: new Inbox<Wish>(),
    keep: async () => {},
  };
  for await (const event of reason(specOf(opening.id, options), [opening], deps)) session = reduceSession(session, event);
  const steps = session.runs[0]?.steps.length;
  if (steps !== OWN_STEPS) throw new Error(`The run made ${steps} steps.`);
}

async function readRaw(model: ChatModel): Promise<void> {
  const request = { messages: [], maxTokens: 10_000, temperature: 0.2, format: 'schema' } as const;
  for (let step = 0; step < OWN_STEPS; step++) {
    let text = '';
    for await (const part of model.stream(request, new AbortController().signal)) if (part.type === 'text') text += part.text;
    JSON.parse(text);
  }
}

void main();
