import assert from 'node:assert/strict';
import type { Endpoint } from '../../src/model/endpoint.ts';
import { createLearnedStore, learnedKey } from '../../src/model/learned.ts';
import type { Played } from '../support/playRun.ts';
import { failure } from '../support/scriptedReplies.ts';
import { type ScriptedServer, startScriptedServer } from '../support/scriptedServer.ts';
import { type ThinkingManner, thinkingReply } from '../support/thinkingModel.ts';
import { asksForAnswer, runOverWire, STEPS, titleOf, wireEndpoint } from './wire.ts';

const MANNERS: readonly ThinkingManner[] = ['reasoning', 'reasoning_content', 'think tags', 'counted only', 'silent'];
const STEP_TEXT = 'One hundred tokens of text. '.repeat(16).trim();
const ANSWER_TEXT = 'The answer, in full. '.repeat(20).trim();

describe('A model that spends 3,000 tokens on its own reasoning before each 100-token step', function () {
  this.timeout(30_000);
  let server: ScriptedServer;
  beforeEach(async () => {
    server = await startScriptedServer();
  });
  afterEach(() => server.close());

  function serve(manner: ThinkingManner): void {
    server.always(request => {
      const index = request.body.messages.filter(({ role }) => role === 'assistant').length;
      const step = {
        title: titleOf(index),
        content: STEP_TEXT,
        nextAction: index < STEPS - 1 ? ('continue' as const) : ('final_answer' as const),
      };
      return thinkingReply(request.body, { manner, reasoningTokens: 3000, tokens: 100 }, asksForAnswer(request) ? ANSWER_TEXT : step);
    });
  }

  const run = (change: Partial<Endpoint> = {}) => runOverWire(wireEndpoint(server.baseUrl, change));
  const caps = () => server.requests.map(({ body }) => body['max_tokens']);

  for (const manner of MANNERS) {
    it(`gives whole steps and a whole answer with one request more in the first run, and none in the next: ${manner}`, async () => {
      serve(manner);
      const learned = createLearnedStore();
      const first = await run({ learned });
      assertWhole(first);
      assert.equal(first.ending.requests, STEPS + 2);
      assert.deepEqual(caps(), [500, 4596, 4596, 4596, 5596]);
      const notices = first.events.flatMap(event => (event.type === 'notice' ? [event.code] : []));
      assert.deepEqual(notices, isSeen(manner) ? ['own-reasoning'] : []);
      const retries = first.events.flatMap(event => (event.type === 'step-retry' ? [event.reason] : []));
      assert.deepEqual([retries, first.slept], [['truncated'], [0]]);
      const next = await run({ learned });
      assertWhole(next);
      assert.equal(next.ending.requests, STEPS + 1);
      console.log(`        ${manner}: ${first.ending.requests - STEPS - 1} request more, then ${next.ending.requests - STEPS - 1}`);
    });
  }

  it('asks with the allowance from the first request on where the reader says that the model reasons', async () => {
    for (const manner of MANNERS) {
      serve(manner);
      const played = await run({ nativeReasoning: 'on' });
      assertWhole(played);
      assert.equal(played.ending.requests, STEPS + 1, manner);
    }
    assert.deepEqual(caps().slice(0, STEPS + 1), [4596, 4596, 4596, 5596]);
  });

  it('is never allowed more than the context holds, which vLLM would refuse', async () => {
    const contextSize = 4096;
    server.always(request => {
      const index = request.body.messages.filter(({ role }) => role === 'assistant').length;
      const asked = Number(request.body['max_tokens']);
      if (asked > contextSize)
        return failure(400, `max_tokens is too large: ${asked}. This model's maximum context length is ${contextSize} tokens.`);
      const step = {
        title: titleOf(index),
        content: 'Short.',
        nextAction: index < STEPS - 1 ? ('continue' as const) : ('final_answer' as const),
      };
      return thinkingReply(
        request.body,
        { manner: 'reasoning', reasoningTokens: 1500, tokens: 20 },
        asksForAnswer(request) ? ANSWER_TEXT : step,
      );
    });
    const { ending } = await runOverWire(wireEndpoint(server.baseUrl), { contextSize });
    assert.deepEqual([ending.type, ending.requests], ['run-end', STEPS + 2]);
    assert.ok(
      caps().every(cap => Number(cap) < contextSize),
      String(caps()),
    );
    assert.ok(
      caps()
        .slice(1)
        .every(cap => Number(cap) > 2000),
      String(caps()),
    );
  });

  it('does not reason at all where the reader says so, and needs no allowance', async () => {
    serve('reasoning');
    assertWhole(await run({ nativeReasoning: 'off' }));
    assert.deepEqual(caps(), [500, 500, 500, 1500]);
    assert.ok(server.requests.every(({ body }) => body['reasoning_effort'] === 'none'));
  });

  it('uses up an allowance that is too small: the run ends and says which setting to raise', async () => {
    serve('reasoning');
    const { ending, slept } = await run({ reasoningAllowance: 1000 });
    assert.ok(ending.type === 'run-error');
    assert.deepEqual([ending.kind, ending.cause, ending.requests, slept], ['malformed', 'only-reasoning', 3, [0, 0]]);
    assert.equal(
      ending.message,
      'The model used up all its tokens on its own reasoning. Raise the setting stepwise.reasoningAllowance, or set stepwise.nativeReasoning to off.',
    );
  });

  it('has its reasoning in the fold and in no later request', async () => {
    serve('think tags');
    const { events } = await run();
    const thought = events.map(event => (event.type === 'reasoning-delta' ? event.text : '')).join('');
    assert.equal(thought.match(/hm9/g)?.length, (STEPS + 1) * 300 + 49);
    assert.doesNotMatch(JSON.stringify(server.requests.map(({ body }) => body.messages)), /hm\d|think>/);
  });

  it('is remembered as such for that endpoint and model only', async () => {
    serve('reasoning');
    const learned = createLearnedStore();
    await run({ learned });
    await run({ learned, model: 'another' });
    assert.equal(learned.get(learnedKey(server.baseUrl, 'm'))?.reasons, true);
    assert.equal(caps()[STEPS + 2], 500);
  });
});

/** Whether a reader sees the reasoning, and not only what it cost. */
const isSeen = (manner: ThinkingManner): boolean => manner !== 'counted only' && manner !== 'silent';

function assertWhole({ events, ending }: Played): void {
  const steps = events.flatMap(event => (event.type === 'step-end' ? [event.step] : []));
  assert.deepEqual(
    steps.map(({ title, content, finishReason, repaired }) => ({ title, content, finishReason, repaired })),
    Array.from({ length: STEPS }, (_, index) => ({ title: titleOf(index), content: STEP_TEXT, finishReason: 'stop', repaired: false })),
  );
  assert.equal(ending.type === 'run-end' && ending.answer, ANSWER_TEXT);
}
