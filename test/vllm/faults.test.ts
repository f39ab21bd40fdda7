import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ModelError } from '../../src/engine/errors.ts';
import type { ReasoningEvent } from '../../src/engine/events.ts';
import { createChatModel } from '../../src/model/chatModel.ts';
import { createLearnedStore } from '../../src/model/learned.ts';
import { findGrammarFaults, parseEventLines } from '../support/eventGrammar.ts';
import type { RunningProgram } from '../support/program.ts';
import { engineProcess, openRequests } from './metrics.ts';
import { programWithVllm } from './programWithVllm.ts';
import { stopSharedServer } from './sharedServer.ts';

type RunError = Extract<ReasoningEvent, { type: 'run-error' }>;

const CONTEXT_TOKENS = 4096;
const GONE_WITHIN_MS = 2000;

describe('faults of a real vLLM', function () {
  const on = programWithVllm(this);

  interface Asking {
    readonly model?: string;
    readonly key?: string | undefined;
    readonly more?: readonly string[];
  }
  const start = ({ model = on.server.model, key = on.server.apiKey, more = [] }: Asking = {}): RunningProgram => {
    const args = [
      'ask',
      '--json',
      '--base-url',
      on.server.baseUrl,
      '--model',
      model,
      '--preset',
      'quick',
      ...more,
      'Count to one hundred.',
    ];
    return on.program.start(args, { env: key ? { STEPWISE_API_KEY: key } : {} });
  };
  const eventsOf = async (run: RunningProgram, status: number): Promise<ReasoningEvent[]> => {
    assert.equal(await run.ended, status, run.stdout + run.stderr);
    const events = parseEventLines(run.stdout);
    assert.deepEqual(findGrammarFaults(events), []);
    return events;
  };
  const failureOf = async (run: RunningProgram): Promise<RunError> => {
    const ending = (await eventsOf(run, 1)).at(-1);
    assert.ok(ending?.type === 'run-error');
    console.log(`      ${ending.kind}, ${ending.cause}, ${ending.requests} requests: ${ending.message}`);
    return ending;
  };

  it('names a model that is not there', async () => {
    const { kind, cause, requests } = await failureOf(start({ model: 'nope' }));
    assert.deepEqual([kind, cause, requests], ['model-not-found', 'model-not-found', 1]);
  });

  it('tells a wrong key from none', async () => {
    const wrong = await failureOf(start({ key: 'not-the-key' }));
    assert.deepEqual([wrong.kind, wrong.cause, wrong.facts['status'], wrong.requests], ['auth', 'key-refused', 401, 1]);
    const none = await failureOf(start({ key: '' }));
    assert.deepEqual([none.kind, none.cause, none.requests], ['auth', 'key-missing', 1]);
  });

  it('reads from its refusal how long a prompt may be', async () => {
    const chat = createChatModel({
      ...{ baseUrl: on.server.baseUrl, model: on.server.model, apiKey: on.server.apiKey },
      ...{ idleTimeoutMs: 0, reasoningAllowance: 0, nativeReasoning: 'auto', learned: createLearnedStore() },
    });
    const request = { messages: [{ role: 'user', content: 'word '.repeat(5000) }], maxTokens: 16, temperature: 0, format: 'text' } as const;
    const error = await failureWhile(chat.stream(request, new AbortController().signal));
    assert.ok(error instanceof ModelError);
    console.log(`      ${error.kind}: ${JSON.stringify(error.facts)}`);
    assert.deepEqual([error.kind, error.facts['contextSize']], ['context-overflow', CONTEXT_TOKENS]);
  });

  it('is not overrun by an excerpt that is too long', async () => {
    await writeFile(join(on.program.folder, 'long.txt'), 'word word word word\n'.repeat(2000));
    // A plain answer is one request: a prompt that fills the context takes the CPU half a minute.
    const run = start({ more: ['--strategy', 'direct', '--max-tokens-for-answer', '20', '--file', 'long.txt'] });
    const status = (await run.ended) ?? 1;
    const events = await eventsOf(run, status);
    const codes: string[] = events.flatMap(event => (event.type === 'notice' ? [event.code] : []));
    const ending = events.at(-1);
    console.log(`      ${ending?.type} after the notices ${codes.join(', ') || '(none)'}`);
    assert.ok(codes.includes('excerpt-shortened') || codes.includes('context-condensed'));
    // To so many equal words a model of this size may have nothing to say.
    if (ending?.type === 'run-error') assert.equal(ending.cause, 'empty-answer');
  });

  it('lets go of a request within 2 s of Ctrl-C', async () => {
    const run = start();
    await run.shows('"step-delta"');
    assert.equal(await openRequests(on.server), 1, 'the request is seen while it goes on');
    run.process.kill('SIGINT');
    const stoppedAtMs = performance.now();
    while ((await openRequests(on.server)) > 0) {
      assert.ok(performance.now() - stoppedAtMs < GONE_WITHIN_MS, 'the request still goes on');
      await delay(20);
    }
    console.log(`      the request was gone ${(performance.now() - stoppedAtMs).toFixed(0)} ms after Ctrl-C`);
    assert.equal((await eventsOf(run, 130)).at(-1)?.type, 'run-cancel');
  });

  it('keeps the steps that were made when its engine dies in mid-stream', async () => {
    const run = start({ more: ['--max-tokens-per-step', '100'] });
    await run.shows('"type":"step-end"');
    await run.shows('"type":"step-delta","index":1');
    process.kill(await engineProcess(on.server), 'SIGKILL');
    const { kind, cause } = await failureOf(run);
    await stopSharedServer();
    assert.ok(kind === 'server' || kind === 'network', `${kind}, ${cause}`);
    const steps = parseEventLines(run.stdout).filter(({ type }) => type === 'step-end');
    console.log(`      ${steps.length} steps kept`);
    assert.ok(steps.length >= 1);
  });
});

/** What a stream throws, where it does. */
async function failureWhile(stream: AsyncIterable<unknown>): Promise<unknown> {
  try {
    for await (const _ of stream);
  } catch (error) {
    return error;
  }
  return undefined;
}
