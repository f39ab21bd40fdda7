import assert from 'node:assert/strict';
import { freshLadder, type PlayOptions, play } from '../../../test/support/playRun.ts';
import { finish, type Line, repeatingModel, scriptedModel, stepReply, usage } from '../../../test/support/scriptedModel.ts';
import { taskWith } from '../../../test/support/task.ts';
import { ModelError } from '../errors.ts';
import type { ReasoningEvent } from '../events.ts';
import type { ChatRequest, Ladder, Rung } from '../ports.ts';
import { currentRun } from '../session.ts';
import { afterFailure, firstAttempt } from './stepAttempt.ts';

const refused = (status = 400) => new ModelError('bad-request', 'bad-request', { status });
const TEXT_STEP = '## Look\nA.\nNEXT: continue';
const ofType = <T extends ReasoningEvent['type']>(events: readonly ReasoningEvent[], type: T) =>
  events.filter((event): event is Extract<ReasoningEvent, { type: T }> => event.type === type);
const isAnswerRequest = ({ messages }: ChatRequest): boolean => messages.at(-1)?.content.includes('final answer to the question') ?? false;

/** A model whose server answers each form in its own way; the answer is always given. */
const servingModel = (serve: (rung: Rung, index: number) => readonly Line[]) =>
  repeatingModel((request, index) => (isAnswerRequest(request) ? ['So.'] : serve(request.format, index)));

/** A ladder that tells what was remembered. */
function watchedLadder(top: Rung = 'schema', foot: Rung = 'text'): Ladder & { readonly settled: Rung[] } {
  const ladder = freshLadder();
  if (top !== 'schema') ladder.settle(top);
  const settled: Rung[] = [];
  return {
    settled,
    start: ladder.start,
    below: rung => (rung === foot ? undefined : ladder.below(rung)),
    settle: rung => {
      settled.push(rung);
      ladder.settle(rung);
    },
  };
}
const twoSteps: PlayOptions = { limits: { minSteps: 2, maxSteps: 2 } };
const formats = (model: { readonly heard: readonly ChatRequest[] }) => model.heard.map(({ format }) => format);

describe('the ladder of step formats', () => {
  it('is left where it stands while it holds', async () => {
    const ladder = watchedLadder();
    const { events } = await play(
      servingModel(() => [stepReply('A')]),
      { ...twoSteps, deps: { ladder } },
    );
    assert.deepEqual([ladder.settled, ofType(events, 'notice')], [[], []]);
  });

  it('goes down a rung for a 400 or a 422, without a wait and without a retry to be seen', async () => {
    for (const status of [400, 422]) {
      const ladder = watchedLadder();
      const model = servingModel(rung => (rung === 'schema' ? [refused(status)] : [stepReply('A')]));
      const { events, slept, session } = await play(model, { ...twoSteps, deps: { ladder } });
      assert.deepEqual(formats(model), ['schema', 'object', 'object', 'text']);
      assert.deepEqual([ladder.settled, slept, ofType(events, 'step-retry')], [['object'], [], []]);
      assert.equal(currentRun(session)?.steps[0]?.record?.attempts, 1);
      assert.deepEqual(
        ofType(events, 'notice').map(({ code, facts }) => [code, facts?.['rung']]),
        [['format-fallback', 'object']],
      );
    }
  });

  it('changes nothing but the last message on the way down', async () => {
    const model = servingModel(rung => (rung === 'text' ? [TEXT_STEP] : [refused()]));
    await play(model, twoSteps);
    const [schema, object, text] = model.heard;
    assert.deepEqual(object?.messages, schema?.messages);
    assert.deepEqual(text?.messages.slice(0, -1), schema?.messages.slice(0, -1));
    assert.notEqual(text?.messages.at(-1)?.content, schema?.messages.at(-1)?.content);
    assert.equal(text?.maxTokens, schema?.maxTokens);
  });

  it('is not blamed for another cause or another status', async () => {
    const others = [
      new ModelError('bad-request', 'check-base-url', { status: 400 }),
      new ModelError('bad-request', 'bad-request', { status: 413 }),
      new ModelError('model-not-found', 'model-not-found', { status: 400 }),
      new ModelError('context-overflow', 'context-overflow', { status: 400 }),
    ];
    for (const error of others) {
      const model = scriptedModel([error]);
      const { ending } = await play(model);
      assert.equal(ending.type === 'run-error' && ending.cause, error.reason);
      assert.equal(model.heard.length, 1);
    }
  });

  it('is not gone down where the reader chose the form', async () => {
    const model = servingModel(() => [refused()]);
    const { ending } = await play(model, { deps: { ladder: watchedLadder('schema', 'schema') } });
    assert.equal(ending.type === 'run-error' && ending.cause, 'bad-request');
    assert.deepEqual(formats(model), ['schema']);
  });

  it('ends at its foot: a refusal of plain text is a failure', async () => {
    const model = servingModel(() => [refused()]);
    const ladder = watchedLadder('text');
    const { ending } = await play(model, { deps: { ladder } });
    assert.deepEqual([ending.type, formats(model), ladder.settled], ['run-error', ['text'], []]);
  });

  it('remembers a rung only when it has brought a step', async () => {
    const ladder = watchedLadder();
    const down = new ModelError('auth', 'key-refused');
    await play(
      servingModel(rung => (rung === 'schema' ? [refused()] : [down])),
      { deps: { ladder } },
    );
    assert.deepEqual(ladder.settled, []);
  });

  it('stays on the lower rung through a fault of the server', async () => {
    const model = servingModel((rung, index) => {
      if (rung === 'schema') return [refused()];
      return index === 1 ? [new ModelError('network', 'reset')] : [stepReply('A')];
    });
    await play(model, twoSteps);
    assert.deepEqual(formats(model), ['schema', 'object', 'object', 'object', 'text']);
  });

  it('is not left for faults of the server, however many', async () => {
    const down = new ModelError('network', 'reset');
    const model = scriptedModel([down], [down], [stepReply('A')], [down], [stepReply('B')], ['So.']);
    await play(model, twoSteps);
    assert.deepEqual(formats(model), ['schema', 'schema', 'schema', 'schema', 'schema', 'text']);
  });

  it('is left after two unreadable replies in a run, not necessarily in one step', async () => {
    const replies = [[' '], [stepReply('A')], [' '], [stepReply('B')], [stepReply('C', 'final_answer')], ['So.']];
    const model = scriptedModel(...replies);
    const ladder = watchedLadder();
    const { events, ending } = await play(model, { deps: { ladder } });
    assert.deepEqual(formats(model), ['schema', 'schema', 'schema', 'object', 'object', 'text']);
    assert.deepEqual(ladder.settled, ['object']);
    assert.equal(ending.type === 'run-end' && ending.stopReason, 'answered');
    assert.deepEqual(
      ofType(events, 'step-retry').map(({ index, attempt, delayMs, reason }) => [index, attempt, delayMs, reason]),
      [
        [0, 1, 0, 'malformed'],
        [1, 1, 0, 'malformed'],
      ],
    );
  });

  it('keeps the foot even where that brings nothing readable', async () => {
    const model = servingModel(() => [' ']);
    const { ending } = await play(model, { deps: { ladder: watchedLadder('text') } });
    assert.equal(ending.type === 'run-error' && ending.cause, 'unreadable-step');
    assert.deepEqual(formats(model), ['text', 'text', 'text']);
  });

  it('takes any form on any rung', async () => {
    const { session } = await play(
      servingModel(() => [TEXT_STEP]),
      twoSteps,
    );
    const steps = currentRun(session)?.steps.map(({ title, content }) => [title, content]);
    assert.deepEqual(steps, [
      ['Look', 'A.'],
      ['Look', 'A.'],
    ]);
  });
});

describe('a step’s attempts', () => {
  it('are counted, and its time runs from the first', async () => {
    const down = new ModelError('network', 'reset');
    const { session, events } = await play(scriptedModel(['{"title":"A"', down], [stepReply('A')], [stepReply('B')], ['So.']), twoSteps);
    const record = currentRun(session)?.steps[0]?.record;
    assert.deepEqual([record?.attempts, record?.durationMs, record?.firstWordMs], [2, 1000, 0]);
    assert.deepEqual(ofType(events, 'step-retry')[0], { type: 'step-retry', index: 0, attempt: 1, delayMs: 1000, reason: 'network' });
  });

  it('give twice the room to a step that was cut, but not to the next', async () => {
    const cut = ['{"title":"A","content":"b', finish('length')];
    const model = scriptedModel(cut, [stepReply('A')], [stepReply('B')], ['So.']);
    const { slept } = await play(model, twoSteps);
    assert.deepEqual(
      model.heard.map(({ maxTokens }) => maxTokens),
      [500, 1000, 500, 1500],
    );
    assert.deepEqual(slept, []);
  });

  it('give a model that only reasoned the same once more, then twice the room, in the same form', async () => {
    const model = repeatingModel(() => [{ type: 'reasoning', text: 'hm' }, finish('length')]);
    const { ending, events } = await play(model, twoSteps);
    assert.deepEqual(
      model.heard.map(({ maxTokens, format }) => [maxTokens, format]),
      [
        [500, 'schema'],
        [500, 'schema'],
        [1000, 'schema'],
      ],
    );
    assert.equal(ending.type === 'run-error' && ending.cause, 'only-reasoning');
    assert.deepEqual(
      ofType(events, 'step-retry').map(({ reason }) => reason),
      ['truncated', 'truncated'],
    );
  });

  it('take a stream that ended before a word for one that broke off', async () => {
    const { ending } = await play(servingWithoutFinish(''), twoSteps);
    assert.deepEqual(ending.type === 'run-error' && [ending.kind, ending.cause], ['network', 'stream-broken']);
  });

  it('tell once that the model reasons by itself', async () => {
    const thinking = (title: string): Line[] => [{ type: 'reasoning', text: 'hm' }, stepReply(title)];
    const { events } = await play(scriptedModel(thinking('A'), thinking('B'), ['So.']), twoSteps);
    assert.deepEqual(
      ofType(events, 'notice').map(({ code }) => code),
      ['own-reasoning'],
    );
  });

  it('tell it once, however many chains think at once and in whatever form the steps come', async () => {
    const thinking = (title: string): Line[] => [{ type: 'reasoning', text: 'hm' }, title];
    const step = (index: number): string => stepReply(`S${index}`, 'final_answer');
    const several = '## A\nOne.\nNEXT: continue\n## B\nTwo.\nNEXT: final_answer';
    const codesOf = ({ events }: Awaited<ReturnType<typeof play>>) => ofType(events, 'notice').map(({ code }) => code);
    const chains = repeatingModel(({ format }, index) => (format === 'text' ? ['So.'] : thinking(step(index))));
    assert.deepEqual(codesOf(await play(chains, { strategy: 'vote', limits: { minSteps: 1 } })), ['own-reasoning']);
    const pass = scriptedModel(thinking(several), ['So.']);
    assert.deepEqual(codesOf(await play(pass, { strategy: 'single-pass', limits: { minSteps: 1 } })), ['own-reasoning']);
  });

  it('keep the wider room through a fault', async () => {
    const cut = ['{"title":"A","content":"b', finish('length')];
    const model = scriptedModel(cut, [new ModelError('network', 'reset')], [stepReply('A')], [stepReply('B')], ['So.']);
    const { session } = await play(model, twoSteps);
    assert.deepEqual(
      model.heard.slice(0, 3).map(({ maxTokens }) => maxTokens),
      [500, 1000, 1000],
    );
    assert.equal(currentRun(session)?.steps[0]?.record?.attempts, 3);
  });

  it('are three for each request, however often a step was cut before', async () => {
    const down = new ModelError('server', 'server-failed');
    const cut = ['{"title":"A","content":"b', finish('length')];
    const model = scriptedModel([down], cut, [down], [down]);
    const { ending, slept } = await play(model);
    assert.equal(ending.type, 'run-error');
    assert.deepEqual([model.heard.length, slept], [4, [1000, 2000]]);
  });

  it('accept a complete object that no finish followed, but no other text', async () => {
    const open = (reply: string) => servingWithoutFinish(reply);
    const whole = await play(open(stepReply('A')), twoSteps);
    assert.equal(ofType(whole.events, 'step-retry').length, 0);
    const broken = await play(open('Some words'), twoSteps);
    assert.equal(broken.ending.type === 'run-error' && broken.ending.cause, 'stream-broken');
  });

  it('end when the run is stopped in a wait, without another word', async () => {
    const stop = new AbortController();
    const model = scriptedModel([new ModelError('network', 'reset')], [stepReply('A')]);
    const watch = (event: ReasoningEvent) => event.type === 'step-retry' && stop.abort();
    const { events } = await play(model, { signal: stop.signal, watch, deps: { clock: { now: () => 0, sleep: untilAborted } } });
    assert.deepEqual(
      events.slice(-2).map(({ type }) => type),
      ['step-retry', 'run-cancel'],
    );
    assert.equal(model.heard.length, 1);
  });

  it('are over once the run is stopped, whatever the stop made of the connection', async () => {
    const reset = new ModelError('network', 'reset');
    const task = taskWith(scriptedModel(), AbortSignal.abort());
    await assert.rejects(afterFailure(reset, firstAttempt(task), 0, task).next(), reset);
  });

  it('do not follow an error that is none of the server’s: the run ends and says what it was', async () => {
    const { ending } = await play(scriptedModel([new Error('a bug')]));
    assert.deepEqual(ending.type === 'run-error' && [ending.cause, ending.facts['said']], ['internal', 'Error: a bug']);
  });

  it('are over at a refusal: the run answers from the steps it has', async () => {
    const model = scriptedModel([stepReply('A')], [new ModelError('refusal', 'content-filter')], ['So.']);
    const { ending } = await play(model);
    assert.equal(ending.type === 'run-end' && ending.stopReason, 'failed-steps');
    assert.equal(model.heard.length, 3);
  });

  it('tell the usage of the accepted one with the step, of all with the run', async () => {
    const model = scriptedModel([' ', usage(10, 1)], [stepReply('A'), usage(20, 2)], [stepReply('B'), usage(30, 3)], ['So.', usage(40, 4)]);
    const { session, ending } = await play(model, twoSteps);
    assert.deepEqual(currentRun(session)?.steps[0]?.record?.usage, { promptTokens: 20, completionTokens: 2 });
    assert.deepEqual(ending.usage, { promptTokens: 100, completionTokens: 10 });
  });
});

const untilAborted = (_ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

function servingWithoutFinish(reply: string) {
  const model = repeatingModel(request => [isAnswerRequest(request) ? 'So.' : reply]);
  const stream = model.stream.bind(model);
  model.stream = async function* (request, signal) {
    for await (const part of stream(request, signal)) if (isAnswerRequest(request) || part.type !== 'finish') yield part;
  };
  return model;
}
