import assert from 'node:assert/strict';
import { play } from '../../../test/support/playRun.ts';
import { finish, type Line, repeatingModel, scriptedModel, silentModel, stepReply } from '../../../test/support/scriptedModel.ts';
import { ModelError } from '../errors.ts';
import type { ReasoningEvent } from '../events.ts';
import { currentRun } from '../session.ts';
import { SEEDS } from './index.ts';

const STREAMLIT = 'seed-streamlit';
const NOTEBOOK = 'seed-notebook';
const runnerOf = (strategy: string) => ({ strategy, runner: SEEDS.get(strategy) ?? assert.fail(strategy) });
const typesOf = (events: readonly ReasoningEvent[]): string[] => events.map(({ type }) => type);
const answerReply = stepReply('Answer', 'final_answer', 'It is so.');
const twoSteps: Line[][] = [[stepReply('Look')], [stepReply('End', 'final_answer')], [answerReply]];

describe('A seed program', () => {
  it('tells its own limits, whatever was chosen', async () => {
    const limits = { minSteps: 9, maxSteps: 9, maxTokensPerStep: 77 };
    const { events } = await play(scriptedModel(...twoSteps), { ...runnerOf(STREAMLIT), limits });
    const [start] = events;
    assert.deepEqual(start?.type === 'run-start' && start.limits, {
      minSteps: 1,
      maxSteps: 26,
      maxTokensPerStep: 1000,
      maxTokensForAnswer: 1000,
      temperature: 0.2,
    });
  });

  it('takes the message of its answer out of the JSON, and counts its requests', async () => {
    for (const strategy of SEEDS.keys()) {
      const { ending, session } = await play(scriptedModel(...twoSteps), runnerOf(strategy));
      assert.deepEqual(ending.type === 'run-end' && [ending.stopReason, ending.answer, ending.requests], ['answered', 'It is so.', 3]);
      assert.deepEqual(
        currentRun(session)?.steps.map(({ title, status }) => [title, status]),
        [
          ['Look', 'done'],
          ['End', 'done'],
        ],
      );
    }
  });

  it('shows its last step before it asks for the answer, or only with it', async () => {
    for (const [strategy, requests] of [
      [NOTEBOOK, [1, 2, 3]],
      [STREAMLIT, [1, 3, 3]],
    ] as const) {
      const model = scriptedModel(...twoSteps);
      const keptAfter: number[] = [];
      const keep = async () => void keptAfter.push(model.heard.length);
      const { events } = await play(model, { ...runnerOf(strategy), deps: { keep } });
      assert.deepEqual(keptAfter, requests);
      const step = ['step-start', 'step-delta', 'step-end'];
      assert.deepEqual(typesOf(events), ['run-start', ...step, ...step, 'answer-start', 'answer-delta', 'answer-end', 'run-end']);
    }
  });

  it('ends where its own code would have ended, and says with what', async () => {
    const { ending, session } = await play(scriptedModel([stepReply('Look')], ['["a", "list"]']), runnerOf(STREAMLIT));
    assert.deepEqual(ending.type === 'run-error' && [ending.kind, ending.cause], ['malformed', 'program-ended']);
    assert.match(ending.type === 'run-error' ? ending.message : '', /AttributeError: 'list' object has no attribute 'get'/);
    assert.equal(currentRun(session)?.steps[0]?.status, 'done');
  });

  it('goes on with an error in the place of a step, and answers from it', async () => {
    const down = (): Line[] => [new ModelError('network', 'refused')];
    const model = repeatingModel((_request, index) => (index < 9 ? down() : [answerReply]));
    const { ending, session, slept } = await play(model, runnerOf(NOTEBOOK));
    assert.deepEqual(ending.type === 'run-end' && [ending.stopReason, ending.requests], ['failed-steps', 10]);
    assert.match(currentRun(session)?.steps[0]?.content ?? '', /Connection error\.$/);
    assert.deepEqual(slept, [1000, 2000, 1000, 1000, 2000, 1000, 1000, 2000]);
    assert.ok(model.heard.at(-1)?.messages.some(({ content }) => content.includes('Connection error.')));
  });

  it('shows the failure in the place of an answer where no reply was to be had, and fails', async () => {
    const { ending, session } = await play(
      repeatingModel(() => [new ModelError('auth', 'key-refused', { status: 401 }, { body: '{"error":{"code":null}}' })]),
      runnerOf(STREAMLIT),
    );
    const said = "Failed after 3 attempts. Error: Error code: 401 - {'error': {'code': None}}";
    const run = currentRun(session);
    assert.deepEqual([run?.steps[0]?.content, run?.answer?.text], [said, said]);
    assert.deepEqual(ending.type === 'run-error' && [ending.cause, ending.requests], ['key-refused', 6]);
  });

  it('has words for a server that says nothing, is none or cuts a step', async () => {
    const failures: readonly (readonly [Line[], RegExp])[] = [
      [[new ModelError('timeout', 'first-byte-timeout')], /Request timed out\.$/],
      [[new ModelError('bad-request', 'check-base-url')], /Check the base URL/],
      [[stepReply('A'), finish('length')], /Could not parse response content as the length limit was reached$/],
    ];
    for (const [lines, words] of failures) {
      const { session } = await play(
        repeatingModel(() => lines),
        runnerOf(NOTEBOOK),
      );
      assert.match(currentRun(session)?.steps[0]?.content ?? '', words);
    }
  });

  it('takes a stream that breaks off for a connection that failed', async () => {
    const model = scriptedModel();
    let streams = 0;
    model.stream = async function* () {
      yield { type: 'text', text: ++streams < 10 ? '{"ti' : answerReply };
      if (streams >= 10) yield { type: 'finish', reason: 'stop' };
    };
    const { session } = await play(model, runnerOf(STREAMLIT));
    assert.match(currentRun(session)?.steps[0]?.content ?? '', /Failed after 3 attempts\. Error: Connection error\.$/);
  });

  it('ends as cancelled at once when its signal is aborted, even if the model hangs', async () => {
    const abort = new AbortController();
    const watch = (event: ReasoningEvent) => event.type === 'step-start' && abort.abort();
    const { ending } = await play(silentModel(), { ...runnerOf(STREAMLIT), signal: abort.signal, watch });
    assert.equal(ending.type, 'run-cancel');
  });

  it('ends, and says so, when a node cannot be kept', async () => {
    const keep = () => Promise.reject(new Error('full'));
    const { ending } = await play(scriptedModel(...twoSteps), { ...runnerOf(NOTEBOOK), deps: { keep } });
    assert.equal(ending.type === 'run-error' && ending.cause, 'internal');
  });
});
