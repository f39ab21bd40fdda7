import assert from 'node:assert/strict';
import type { RunningLlamaServer } from '../../scripts/lab/llamaServer.mjs';
import { stepsOf } from '../../src/engine/node.ts';
import { openQuestion } from '../../src/engine/opening.ts';
import type { Question } from '../../src/engine/question.ts';
import type { RunSpec } from '../../src/engine/run.ts';
import type { Strategy } from '../../src/engine/strategy.ts';
import type { Endpoint } from '../../src/model/endpoint.ts';
import { createLearnedStore } from '../../src/model/learned.ts';
import { createChatModel, readContextSize } from '../../src/model/main.ts';
import { wallClock } from '../../src/model/wallClock.ts';
import { findGrammarFaults } from '../support/eventGrammar.ts';
import { startLocalModel } from '../support/lab/localModel.ts';
import { type Played, playFrom, specOf } from '../support/playRun.ts';

const CONTEXT_SIZE = 1024;
const STEPS = 8;
const QUESTION: Question = {
  instruction: 'Which of these rooms are free on Friday?',
  excerpts: [
    {
      path: 'rooms.txt',
      languageId: 'plaintext',
      startLine: 1,
      endLine: 7,
      text: Array.from({ length: 7 }, (_, at) => `Room ${at + 1} has ${at + 4} chairs and is taken on Friday from ${at + 8}:00.`).join(
        '\n',
      ),
    },
  ],
};

const endpointOf = (server: RunningLlamaServer): Endpoint => ({
  baseUrl: server.baseUrl,
  model: server.model,
  apiKey: '',
  idleTimeoutMs: 0,
  reasoningAllowance: 0,
  nativeReasoning: 'auto',
  learned: createLearnedStore(),
});

/** Takes its steps to the last, however often a small model repeats itself. */
const stubborn: Strategy = {
  name: 'stubborn',
  next: state => {
    const path = state.path(0);
    const last = path.at(-1);
    if (!last) throw new Error('A run begins at a node.');
    if (last.kind === 'answer') return { stop: last.why, answer: last.id };
    const place = { at: last.id, chain: 0 };
    const made = stepsOf(path).length;
    if (made < STEPS) return { actions: [{ ...place, do: 'step', slot: `0/step/${made}`, checkAnotherWay: false }] };
    return { actions: [{ ...place, do: 'answer', slot: '0/answer', why: 'step-limit', plain: false }] };
  },
};

/** Eight steps and the answer, on the real server; `contextSize` as far as the run is told. */
async function playOn(server: RunningLlamaServer, contextSize: number | undefined, run = 'run'): Promise<Played> {
  const limits = { minSteps: STEPS, maxSteps: STEPS, maxTokensPerStep: 90, maxTokensForAnswer: 60 };
  const about = { run, strategy: 'chain', preset: 'quick', minSteps: STEPS, language: 'en', instructions: '' } as const;
  const opening = openQuestion(QUESTION, new Map(), about);
  const spec: RunSpec = { ...specOf(opening.id, { limits, ...(contextSize && { contextSize }) }), id: run };
  const deps = { clock: wallClock, strategies: new Map([[spec.strategy, stubborn]]) };
  return playFrom([opening], spec, createChatModel(endpointOf(server)), { deps });
}

/** The run came through, and its new openings were told. Gives how often it was condensed and refused. */
function assertCameThrough({ events, ending, nodes }: Played): { readonly condensed: number; readonly refused: number } {
  assert.deepEqual(findGrammarFaults(events), []);
  assert.ok(ending.type === 'run-end' && ending.answer, JSON.stringify(ending));
  assert.equal(ending.stopReason, 'step-limit');
  assert.equal(events.filter(({ type }) => type === 'step-end').length, STEPS);
  const prompts = nodes.flatMap(node => (node.kind === 'step' ? (node.step.usage.promptTokens ?? 0) : []));
  assert.ok(Math.max(...prompts) < CONTEXT_SIZE, String(prompts));
  const condensed = nodes.filter(node => node.kind === 'opening' && node.why === 'condensed').length;
  assert.equal(events.filter(event => event.type === 'notice' && event.code === 'context-condensed').length, condensed);
  assert.ok(condensed > 0);
  const refused = events.filter(event => 'reason' in event && event.reason === 'context-overflow').length;
  return { condensed, refused };
}

describe('A context of 1,024 tokens, with the real model', function () {
  this.timeout(300_000);
  let server: RunningLlamaServer;
  afterEach(() => server.stop());

  it('is known, and steps are condensed before a request is refused', async () => {
    server = await startLocalModel({ contextSize: CONTEXT_SIZE });
    const contextSize = await readContextSize(endpointOf(server));
    assert.equal(contextSize, CONTEXT_SIZE);
    const { condensed, refused } = assertCameThrough(await playOn(server, contextSize));
    console.log(
      `      known context of ${contextSize}: ${STEPS} steps and the answer, condensed ${condensed} times, refused ${refused} times`,
    );
    assert.equal(refused, 0);
  });

  it('is what each of four slots has of 4,096, whether a run is told so or learns it from a refusal', async () => {
    server = await startLocalModel({ contextSize: 4 * CONTEXT_SIZE, parallel: 4 });
    const contextSize = await readContextSize(endpointOf(server));
    assert.equal(contextSize, CONTEXT_SIZE);
    const runs = [contextSize, undefined].map((size, at) => playOn(server, size, `run ${at}`));
    const refused = (await Promise.all(runs)).map(played => assertCameThrough(played).refused);
    console.log(`      four slots, two runs of ${STEPS} steps and their answers at once: refused ${refused.join(' and ')} times`);
    const [told = 0, learned = 0] = refused;
    assert.equal(told, 0);
    assert.ok(learned >= 1 && learned <= 3);
  });
});
