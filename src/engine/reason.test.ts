import assert from 'node:assert/strict';
import { play, playFrom } from '../../test/support/playRun.ts';
import { finish, repeatingModel, scriptedModel, silentModel, stepReply, usage } from '../../test/support/scriptedModel.ts';
import { ModelError } from './errors.ts';
import type { ReasoningEvent } from './events.ts';
import type { ChatRequest } from './ports.ts';
import { currentRun } from './session.ts';

const ANSWER = 'Because.';
const threeSteps = [[stepReply('Look')], [stepReply('Think')], [stepReply('Say', 'final_answer')]];
const ofType = <T extends ReasoningEvent['type']>(events: readonly ReasoningEvent[], type: T) =>
  events.filter((event): event is Extract<ReasoningEvent, { type: T }> => event.type === type);
const lastWords = (request: ChatRequest | undefined): string => request?.messages.at(-1)?.content ?? '';

describe('reason', () => {
  it('takes steps until the model decides, then asks for the answer in plain text', async () => {
    const model = scriptedModel(...threeSteps, [ANSWER]);
    const { events, ending, session } = await play(model);
    assert.equal(ending.type === 'run-end' && ending.stopReason, 'answered');
    assert.equal(ending.type === 'run-end' && ending.answer, ANSWER);
    assert.deepEqual(
      currentRun(session)?.steps.map(step => step.title),
      ['Look', 'Think', 'Say'],
    );
    assert.deepEqual(
      model.heard.map(request => request.format),
      ['schema', 'schema', 'schema', 'text'],
    );
    assert.deepEqual(
      ofType(events, 'step-start').map(({ index, node, parent }) => [index, node, parent]),
      [
        [0, 'n1', 'n0'],
        [1, 'n2', 'n1'],
        [2, 'n3', 'n2'],
      ],
    );
  });

  it('sends no reasoning back whose beginning was not marked, and knows it for reasoning from the next reply on', async () => {
    const thinking = (reply: string): string[] => ['Okay, let me see.\n', `</think>\n\n${reply}`];
    const model = scriptedModel(
      thinking(stepReply('Look')),
      thinking(stepReply('Think')),
      [stepReply('Say', 'final_answer')],
      thinking(ANSWER),
    );
    const { events, ending } = await play(model);
    const steps = ofType(events, 'step-end').map(({ step }) => [step.title, step.content.includes('Okay'), step.repaired]);
    assert.deepEqual(steps, [
      ['Look', true, true],
      ['Think', false, false],
      ['Say', false, false],
    ]);
    assert.equal(ending.type === 'run-end' && ending.answer, ANSWER);
    assert.equal(
      ofType(events, 'reasoning-delta')
        .map(({ text }) => text)
        .join(''),
      'Okay, let me see.\n'.repeat(2),
    );
    assert.ok(!JSON.stringify(model.heard.map(({ messages }) => messages)).includes('Okay'));
  });

  it('shows a step while it is still arriving', async () => {
    const model = scriptedModel(['{"title":"Lo', 'ok","content":"a', 'b","next_action":"continue"}'], ...threeSteps.slice(1), [ANSWER]);
    const { events } = await play(model);
    const deltas = ofType(events, 'step-delta').filter(event => event.index === 0);
    assert.deepEqual(
      deltas.map(({ title, content }) => [title, content]),
      [
        ['Lo', undefined],
        ['ok', 'a'],
        [undefined, 'b'],
      ],
    );
  });

  it('shows each step whole before it sends the next request, the last one before it asks for the answer', async () => {
    const model = scriptedModel(...threeSteps, [ANSWER]);
    const heardBefore: number[] = [];
    await play(model, { watch: event => event.type === 'step-end' && heardBefore.push(model.heard.length) });
    assert.deepEqual(heardBefore, [1, 2, 3]);
    assert.equal(model.heard.length, 4);
  });

  it('keeps roles alternating, ends with the user, and only ever appends', async () => {
    const model = scriptedModel(...threeSteps, [ANSWER]);
    await play(model);
    for (const [at, { messages }] of model.heard.entries()) {
      const roles = messages.map(message => message.role);
      assert.deepEqual(roles, ['system', ...roles.slice(1).map((_, i) => (i % 2 === 0 ? 'user' : 'assistant'))]);
      assert.equal(roles.at(-1), 'user');
      const before = model.heard[at - 1]?.messages ?? [];
      assert.deepEqual(messages.slice(0, before.length), before);
    }
  });

  it('holds the minimum against a model that always wants to end, asking twice for a check and then plainly', async () => {
    const model = repeatingModel(({ format }, index) => [format === 'text' ? ANSWER : stepReply(`S${index}`, 'final_answer')]);
    const { ending, session } = await play(model, { limits: { minSteps: 5, maxSteps: 9 } });
    assert.equal(ending.type === 'run-end' && ending.stopReason, 'answered');
    assert.equal(currentRun(session)?.steps.length, 5);
    const checks = model.heard.map(request => lastWords(request).includes('different method'));
    assert.deepEqual(checks, [false, true, true, false, false, false]);
  });

  it('holds the maximum against a model that never wants to end', async () => {
    const model = repeatingModel(({ format }, index) => [format === 'text' ? ANSWER : stepReply(`S${index}`)]);
    const { ending, session } = await play(model, { limits: { maxSteps: 4 } });
    assert.equal(ending.type === 'run-end' && ending.stopReason, 'step-limit');
    assert.equal(currentRun(session)?.steps.length, 4);
  });

  it('asks a model that repeats itself once to go on to something else, and answers where it repeats itself again', async () => {
    const replies = ['Look', 'Look', 'Think', 'Think', 'More'].map(title => [stepReply(title)]);
    const model = repeatingModel(({ format }, index) => (format === 'text' ? [ANSWER] : (replies[index] ?? [])));
    const { ending, session } = await play(model, { limits: { minSteps: 5, maxSteps: 9 } });
    assert.deepEqual(ending.type === 'run-end' && [ending.stopReason, ending.answer], ['stalled', ANSWER]);
    assert.equal(currentRun(session)?.steps.length, 4);
    const asked = model.heard.map(request => lastWords(request).includes('Do not say it again'));
    assert.deepEqual(asked, [false, false, true, false, false]);
  });

  it('answers directly, with the question alone and no system message', async () => {
    const model = scriptedModel([ANSWER]);
    const { ending } = await play(model, { strategy: 'direct' });
    assert.equal(ending.type === 'run-end' && ending.answer, ANSWER);
    assert.deepEqual(model.heard[0]?.messages, [{ role: 'user', content: 'Why?' }]);
  });

  it('waits and tries again when the server is busy, and the model never hears of it', async () => {
    const busy = new ModelError('rate-limit', 'rate-limited', {}, { retryAfterMs: 70 });
    const model = scriptedModel(['{"title":"Lo', busy], ...threeSteps, [ANSWER]);
    const { events, slept, ending } = await play(model);
    assert.deepEqual(slept, [70]);
    assert.deepEqual(ofType(events, 'step-retry'), [{ type: 'step-retry', index: 0, attempt: 1, delayMs: 70, reason: 'rate-limit' }]);
    assert.deepEqual(model.heard[1], model.heard[0]);
    assert.equal(ending.requests, 5);
    assert.equal(ofType(events, 'step-start').length, 3);
  });

  it('fails at once when the server wants a longer wait than a minute, and says so', async () => {
    const { ending, slept } = await play(scriptedModel([new ModelError('rate-limit', 'rate-limited', {}, { retryAfterMs: 90_000 })]));
    assert.deepEqual(slept, []);
    assert.equal(ending.type === 'run-error' && ending.cause, 'retry-after-too-long');
    assert.equal(ending.type === 'run-error' && ending.facts['seconds'], 90);
  });

  it('does not try a refused key again', async () => {
    const model = scriptedModel([new ModelError('auth', 'key-refused', { origin: 'http://x' })]);
    const { ending } = await play(model);
    assert.equal(ending.type === 'run-error' && ending.kind, 'auth');
    assert.equal(model.heard.length, 1);
  });

  it('gives up after three faults of the server, with its steps kept', async () => {
    const down = new ModelError('network', 'refused');
    const { ending, session, slept } = await play(scriptedModel([stepReply('Look')], [down], [down], [down]));
    assert.equal(ending.type, 'run-error');
    assert.deepEqual(slept, [1000, 2000]);
    assert.equal(currentRun(session)?.steps[0]?.status, 'done');
  });

  it('answers from the steps there are when a healthy server gives none that is readable', async () => {
    const model = scriptedModel([stepReply('Look')], [' '], [' '], [' '], [ANSWER]);
    const { ending } = await play(model);
    assert.equal(ending.type === 'run-end' && ending.stopReason, 'failed-steps');
    assert.deepEqual(
      model.heard.map(({ format }) => format),
      ['schema', 'schema', 'schema', 'object', 'text'],
    );
  });

  it('fails as malformed when not even the first step is readable', async () => {
    const { ending } = await play(scriptedModel([' '], [' '], [' ']));
    assert.equal(ending.type === 'run-error' && ending.kind, 'malformed');
  });

  it('gives a step that the token limit cut twice the room, once', async () => {
    const cut = ['{"title":"Long","content":"and lo', finish('length')];
    const model = scriptedModel(cut, cut, ...threeSteps.slice(1), [ANSWER]);
    const { events, session } = await play(model);
    assert.deepEqual(
      model.heard.slice(0, 2).map(request => request.maxTokens),
      [500, 1000],
    );
    assert.equal(ofType(events, 'step-retry')[0]?.reason, 'truncated');
    const step = currentRun(session)?.steps[0];
    assert.deepEqual([step?.content, step?.record?.finishReason, step?.record?.attempts], ['and lo', 'length', 2]);
    assert.deepEqual(step?.voidAttempts, [{ title: 'Long', content: 'and lo', reason: 'truncated', delayMs: 0 }]);
  });

  it('does not take a reply that broke off for a step', async () => {
    const broken = [{ type: 'text', text: '{"title":"Half","content":"a sen' } as const, { type: 'finish', reason: 'stop' } as const];
    const model = scriptedModel(broken.slice(0, 1), ...threeSteps, [ANSWER]);
    model.stream = withoutFinishOnFirst(model.stream.bind(model));
    const { events } = await play(model);
    assert.equal(ofType(events, 'step-retry')[0]?.reason, 'network');
  });

  it('goes down the ladder when the server refuses the format, loses no step and says so once', async () => {
    const refused = new ModelError('bad-request', 'bad-request', { status: 400 });
    const model = repeatingModel(({ format }, index) => {
      if (format === 'schema' || format === 'object') return [refused];
      return [lastWords(model.heard[index]).includes('NEXT:') ? `## Look ${index}\nA.\nNEXT: continue` : ANSWER];
    });
    const { events, ending } = await play(model);
    assert.equal(ending.type === 'run-end' && ending.stopReason, 'step-limit');
    assert.equal(ofType(events, 'notice').length, 1);
    assert.deepEqual(model.heard.map(({ format }) => format).slice(0, 4), ['schema', 'object', 'text', 'text']);
    assert.equal(ofType(events, 'step-retry').length, 0);
    assert.equal(ending.requests, 8);
  });

  it('does not blame the format when no rung is taken', async () => {
    const model = repeatingModel(() => [new ModelError('bad-request', 'bad-request', { status: 400 })]);
    const { ending, events } = await play(model);
    assert.equal(ending.type === 'run-error' && ending.kind, 'bad-request');
    assert.equal(ofType(events, 'notice').length, 0);
  });

  it('ends as cancelled at once when its signal is aborted, even if the model hangs', async () => {
    const abort = new AbortController();
    const { ending } = await play(silentModel(), { signal: abort.signal, watch: event => event.type === 'step-start' && abort.abort() });
    assert.equal(ending.type, 'run-cancel');
  });

  it('answers now from the steps so far, and the cut step leaves no trace', async () => {
    const model = scriptedModel([stepReply('Look')], ['{"title":"Over', 'taken","content":"x"'], [ANSWER]);
    const { ending, session } = await play(model, {
      watch: (event, wish) => event.type === 'step-delta' && event.index === 1 && wish(),
    });
    assert.equal(ending.type === 'run-end' && ending.stopReason, 'answer-now');
    assert.deepEqual(
      currentRun(session)?.steps.map(step => step.status),
      ['done', 'cut'],
    );
    assert.ok(!JSON.stringify(model.heard[2]?.messages).includes('taken'));
  });

  it('answers where one more step would leave no room for that, whatever is left out', async () => {
    const model = repeatingModel(({ format }) => [format === 'text' ? ANSWER : stepReply('S', 'continue', 'Long words. '.repeat(20))]);
    const { ending, session } = await play(model, { contextSize: 650, limits: { maxSteps: 20 } });
    assert.equal(ending.type === 'run-end' && ending.stopReason, 'token-limit');
    assert.equal(currentRun(session)?.steps.length, 1);
    assert.ok((model.heard.at(-1)?.maxTokens ?? 0) >= 162);
  });

  it('counts the usage of every request and leaves out what nobody counted', async () => {
    const model = scriptedModel(
      [stepReply('Look'), usage(100, 10, { cachedTokens: 64 })],
      [stepReply('Think')],
      [stepReply('Say', 'final_answer')],
      [ANSWER, usage(200, 20)],
    );
    const { ending } = await play(model);
    assert.deepEqual(ending.usage, { promptTokens: 300, completionTokens: 30, cachedTokens: 64 });
  });

  it('goes on writing an answer that the token limit cut, at most twice', async () => {
    const model = scriptedModel(...threeSteps, ['One, ', finish('length')], ['two, ', finish('length')], ['three', finish('length')]);
    const { ending } = await play(model);
    assert.equal(ending.type === 'run-end' && ending.answer, 'One, two, three');
    assert.equal(model.heard.length, 6);
  });

  it('asks once more for an empty answer, then fails and says why', async () => {
    const model = scriptedModel(...threeSteps, [], []);
    const { ending, events } = await play(model);
    assert.equal(ending.type === 'run-error' && ending.cause, 'empty-answer');
    assert.equal(ofType(events, 'answer-retry').length, 1);
  });

  it('shows all of the answer again after a retry in its continuation', async () => {
    const down = new ModelError('network', 'reset');
    const model = scriptedModel(...threeSteps, ['One, ', finish('length')], ['tw', down], ['two']);
    const { ending, session } = await play(model);
    assert.equal(ending.type === 'run-end' && ending.answer, 'One, two');
    assert.equal(currentRun(session)?.answer?.text, 'One, two');
  });

  it('cuts off a server that ignores the token limit', async () => {
    const model = repeatingModel(({ format }) => (format === 'text' ? [ANSWER] : ['x'.repeat(50_000), 'never read']));
    const { session } = await play(model);
    assert.ok((currentRun(session)?.steps[0]?.content.length ?? 0) <= 1000 * 8 + 2000);
  });

  it('shows the model’s own reasoning apart and never sends it back', async () => {
    const model = scriptedModel(
      [{ type: 'reasoning', text: 'hidden one' }, `<think>hidden two</think>${stepReply('Look')}`],
      ...threeSteps.slice(1),
      [ANSWER],
    );
    const { session } = await play(model);
    assert.equal(currentRun(session)?.steps[0]?.reasoning, 'hidden onehidden two');
    assert.ok(!JSON.stringify(model.heard).includes('hidden'));
  });

  it('reports an ending, once and last', async () => {
    const { events } = await play(scriptedModel(...threeSteps, [ANSWER]));
    const endings = events.filter(event => /^run-(end|cancel|error)$/.test(event.type));
    assert.equal(endings.length, 1);
    assert.equal(events.at(-1), endings[0]);
  });
});

describe('a stored run', () => {
  const script = [...threeSteps, [ANSWER]];

  it('goes on from each of its nodes with the same requests and the same tree', async () => {
    const whole = scriptedModel(...script);
    const { nodes, spec } = await play(whole);
    for (let kept = 1; kept < nodes.length; kept++) {
      const rest = scriptedModel(...script.slice(kept - 1));
      const resumed = await playFrom(nodes.slice(0, kept), spec, rest);
      assert.deepEqual(rest.heard, whole.heard.slice(kept - 1));
      assert.deepEqual(resumed.nodes, nodes);
    }
  });

  it('in which the model repeated itself goes on from each of its nodes in the same way', async () => {
    const stuck = [[stepReply('Look')], [stepReply('Look')], [stepReply('Look')], [ANSWER]];
    const whole = scriptedModel(...stuck);
    const { nodes, spec, ending } = await play(whole);
    assert.equal(ending.type === 'run-end' && ending.stopReason, 'stalled');
    for (let kept = 1; kept < nodes.length; kept++) {
      const rest = scriptedModel(...stuck.slice(kept - 1));
      const resumed = await playFrom(nodes.slice(0, kept), spec, rest);
      assert.deepEqual([rest.heard, resumed.nodes], [whole.heard.slice(kept - 1), nodes]);
    }
  });

  it('that is complete asks for nothing more', async () => {
    const { nodes, spec } = await play(scriptedModel(...script));
    const silent = scriptedModel();
    const { ending } = await playFrom(nodes, spec, silent);
    assert.equal(ending.type === 'run-end' && ending.answer, ANSWER);
    assert.equal(silent.heard.length, 0);
  });
});

/** Takes the finish from the first reply, as a connection that is cut does. */
function withoutFinishOnFirst(stream: ReturnType<typeof scriptedModel>['stream']): ReturnType<typeof scriptedModel>['stream'] {
  let first = true;
  return async function* (request, signal) {
    const isFirst = first;
    first = false;
    for await (const part of stream(request, signal)) if (!isFirst || part.type !== 'finish') yield part;
  };
}
