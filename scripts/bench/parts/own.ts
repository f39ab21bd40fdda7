import { Inbox } from '../../../src/engine/inbox.ts';
import { openQuestion } from '../../../src/engine/opening.ts';
import type { ChatModel } from '../../../src/engine/ports.ts';
import { reason, type Wish } from '../../../src/engine/reason.ts';
import { backOff } from '../../../src/engine/retry.ts';
import { emptySession, reduceSession } from '../../../src/engine/session.ts';
import { STRATEGIES } from '../../../src/engine/strategies/index.ts';
import { wallClock } from '../../../src/model/wallClock.ts';
import { freshLadder, specOf } from '../../../test/support/playRun.ts';
import { atMost, fact, medianOf, type Part } from '../part.ts';
import { thoughtfulModel } from '../thoughtful.ts';

const STEPS = 100;
const SMALL = 1000;
const ROUNDS = 7;
const MOST_MS_A_STEP = 2;
const MOST_TIMES = 5;

/** What a run costs beside reading the same stream and doing nothing with it: loop, step reader, events, session. */
export const own: Part = {
  name: 'own',
  about: `the program’s own processor time over the raw stream, ${STEPS} steps of a model in this process, folded into a session (median of ${ROUNDS})`,
  measure: async tell => {
    await ownMs(SMALL);
    const [small, large] = [await ownMs(SMALL), await ownMs(4 * SMALL)];
    tell(atMost('a step of 1 KB', small / STEPS, MOST_MS_A_STEP, 'ms', 2));
    tell(atMost('a step of 4 KB (400 KB in all)', large / STEPS, MOST_MS_A_STEP, 'ms', 2));
    tell(atMost('400 KB in times of 100 KB', large / small, MOST_TIMES, 'times'));
    tell(fact('the raw stream itself, a step of 1 KB', `${((await rawMs(SMALL)) / STEPS).toFixed(2)} ms`));
  },
};

async function ownMs(charactersPerStep: number): Promise<number> {
  const costs: number[] = [];
  for (let round = 0; round < ROUNDS; round++) costs.push((await runMs(charactersPerStep)) - (await rawMs(charactersPerStep)));
  return medianOf(costs);
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
  const options = { strategy: 'chain', limits: { minSteps: STEPS, maxSteps: STEPS, maxTokensPerStep: 10_000 } };
  const question = { instruction: 'Why?', excerpts: [] };
  const opening = openQuestion(question, new Map(), {
    run: 'run',
    strategy: 'chain',
    preset: 'quick',
    minSteps: STEPS,
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
  if (steps !== STEPS) throw new Error(`The run made ${steps} steps.`);
}

async function readRaw(model: ChatModel): Promise<void> {
  const request = { messages: [], maxTokens: 10_000, temperature: 0.2, format: 'schema' } as const;
  for (let step = 0; step < STEPS; step++) {
    let text = '';
    for await (const part of model.stream(request, new AbortController().signal)) if (part.type === 'text') text += part.text;
    JSON.parse(text);
  }
}
