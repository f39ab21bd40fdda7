import assert from 'node:assert/strict';
import { play } from '../../../test/support/playRun.ts';
import { finish, repeatingModel, scriptedModel, usage } from '../../../test/support/scriptedModel.ts';
import { taskWith } from '../../../test/support/task.ts';
import { ModelError } from '../errors.ts';
import type { ReasoningEvent } from '../events.ts';
import { currentRun } from '../session.ts';
import { listen } from './listen.ts';

const ofType = <T extends ReasoningEvent['type']>(events: readonly ReasoningEvent[], type: T) =>
  events.filter((event): event is Extract<ReasoningEvent, { type: T }> => event.type === type);
const direct = { strategy: 'direct' } as const;

describe('a reply', () => {
  it('is cut off just at its bound: eight characters a token and two thousand', async () => {
    const bound = 1500 * 8 + 2000;
    const fits = await play(scriptedModel(['x'.repeat(bound - 1)]), direct);
    assert.equal(fits.ending.type === 'run-end' && fits.ending.answer.length, bound - 1);
    const endless = repeatingModel(() => ['x'.repeat(bound + 100), 'never read']);
    const cut = await play(endless, direct);
    assert.equal(endless.heard.length, 3);
    assert.equal(cut.ending.type === 'run-end' && cut.ending.answer.length, 3 * bound);
    assert.equal(ofType(cut.events, 'answer-end')[0]?.finishReason, 'length');
  });

  it('is not cut for the reasoning that stands in it, in whatever pieces it comes', async () => {
    const bound = 1500 * 8 + 2000;
    const text = `<think>${'x'.repeat(2 * bound)}</think>So.`;
    for (const pieces of [[text], text.match(/.{1,1000}/g) ?? []]) {
      const { ending } = await play(scriptedModel(pieces), direct);
      assert.deepEqual([ending.type === 'run-end' && ending.answer, ending.requests], ['So.', 1]);
    }
  });

  it('of reasoning alone, seen or only paid for, is asked for once more and then told as such', async () => {
    for (const seen of [{ type: 'reasoning', text: 'hm' } as const, usage(5, 500)]) {
      const model = repeatingModel(() => [seen, finish('length')]);
      const { ending, events } = await play(model, direct);
      assert.equal(ending.type === 'run-error' && ending.cause, 'only-reasoning');
      assert.deepEqual([model.heard.length, ofType(events, 'answer-retry')[0]?.reason], [2, 'truncated']);
    }
    const { ending } = await play(
      repeatingModel(() => [usage(5, 1), finish('length')]),
      direct,
    );
    assert.equal(ending.type === 'run-error' && ending.cause, 'empty-answer');
  });

  it('tells of a parameter that the server refused', async () => {
    const model = scriptedModel([{ type: 'request' }, { type: 'parameter-dropped', parameter: 'temperature' }, 'So.']);
    const { events, ending } = await play(model, direct);
    const [notice] = ofType(events, 'notice');
    assert.deepEqual([notice?.code, notice?.facts], ['parameter-dropped', { parameter: 'temperature' }]);
    assert.match(notice?.message ?? '', /temperature/);
    assert.equal(ending.requests, 2);
  });

  it('adds up usage that comes in parts', async () => {
    const model = scriptedModel(['So.', { type: 'usage', usage: { promptTokens: 3 } }, { type: 'usage', usage: { completionTokens: 2 } }]);
    const { events } = await play(model, direct);
    assert.deepEqual(ofType(events, 'answer-end')[0]?.usage, { promptTokens: 3, completionTokens: 2 });
  });

  it('of a stopped run is not accepted, even if its stream looks finished', async () => {
    const stop = new AbortController();
    const model = scriptedModel(['So', '.']);
    const watch = (event: ReasoningEvent) => event.type === 'answer-delta' && stop.abort();
    const { events, nodes } = await play(model, { ...direct, signal: stop.signal, watch });
    assert.equal(events.at(-1)?.type, 'run-cancel');
    assert.equal(nodes.length, 1);
  });
});

describe('listen', () => {
  it('takes a stream that ends in silence after an abort for no reply', async () => {
    const stop = new AbortController();
    const model = scriptedModel(['So', '.']);
    const stopAtFirstWord = () => {
      stop.abort(new Error('stopped'));
      return [];
    };
    const reader = { text: stopAtFirstWord, reasoning: () => [], thoughtLength: () => 0, isStuck: () => false };
    const request = { messages: [], maxTokens: 9, temperature: 0, format: 'text' } as const;
    await assert.rejects(listen(request, reader, taskWith(model, stop.signal)).next(), /stopped/);
  });
});

describe('the answer', () => {
  it('is the deltas since the last retry, joined', async () => {
    const model = scriptedModel(['Wro', new ModelError('network', 'reset')], ['Ri', 'ght.']);
    const { events, ending, slept } = await play(model, direct);
    const retry = events.findLastIndex(event => event.type === 'answer-retry');
    const shown = ofType(events.slice(retry), 'answer-delta').map(({ text }) => text);
    assert.deepEqual([shown.join(''), slept], ['Right.', [1000]]);
    assert.equal(ending.type === 'run-end' && ending.answer, 'Right.');
  });

  it('has the model’s own reasoning taken off', async () => {
    const model = scriptedModel([{ type: 'reasoning', text: 'a' }, '<think>b</think>So.']);
    const { events, session, nodes } = await play(model, direct);
    assert.deepEqual(ofType(events, 'reasoning-delta'), [
      { type: 'reasoning-delta', text: 'a' },
      { type: 'reasoning-delta', text: 'b' },
    ]);
    assert.equal(currentRun(session)?.answer?.text, 'So.');
    const last = nodes.at(-1);
    assert.equal(last && 'turn' in last && last.turn.assistant, 'So.');
  });

  it('that was cut is asked to go on with what it has said, and becomes a node for each part', async () => {
    const model = scriptedModel(['One, ', finish('length'), usage(5, 1)], ['two.', usage(9, 2)]);
    const { nodes, ending } = await play(model, direct);
    assert.deepEqual(
      model.heard[1]?.messages.slice(0, 2).map(({ content }) => content),
      ['Why?', 'One, '],
    );
    assert.deepEqual(
      nodes.slice(1).map(node => [node.slot, node.parent, node.kind === 'answer' && node.answer.text]),
      [
        ['0/answer/0', 'n0', 'One, '],
        ['0/answer/0/1', 'n1', 'One, two.'],
      ],
    );
    assert.equal(ending.type === 'run-end' && ending.answerNode, 'n2');
  });

  it('is shown whole again after a retry in its continuation', async () => {
    const model = scriptedModel(['One, ', finish('length')], ['tw', new ModelError('network', 'reset')], ['two.']);
    const { events } = await play(model, direct);
    const retry = events.findLastIndex(event => event.type === 'answer-retry');
    const shown = ofType(events.slice(retry), 'answer-delta').map(({ text }) => text);
    assert.equal(shown.join(''), 'One, two.');
  });

  it('that never finished is asked for again', async () => {
    const model = scriptedModel(['So'], ['So.']);
    const stream = model.stream.bind(model);
    model.stream = async function* (request, signal) {
      const isFirst = model.heard.length === 0;
      for await (const part of stream(request, signal)) if (!isFirst || part.type !== 'finish') yield part;
    };
    const { events } = await play(model, direct);
    assert.equal(ofType(events, 'answer-retry')[0]?.reason, 'network');
  });

  it('is not waited for longer than a minute, nor asked for again with a refused key', async () => {
    const wait = await play(scriptedModel([new ModelError('rate-limit', 'rate-limited', {}, { retryAfterMs: 61_000 })]), direct);
    assert.equal(wait.ending.type === 'run-error' && wait.ending.cause, 'retry-after-too-long');
    const model = scriptedModel([new ModelError('auth', 'key-refused')]);
    await play(model, direct);
    assert.equal(model.heard.length, 1);
  });

  it('that is refused ends the run', async () => {
    const { ending } = await play(scriptedModel([new ModelError('refusal', 'model-refused')]), direct);
    assert.equal(ending.type === 'run-error' && ending.kind, 'refusal');
  });
});
