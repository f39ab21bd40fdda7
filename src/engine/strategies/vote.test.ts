import assert from 'node:assert/strict';
import { type PlayOptions, play, playFrom } from '../../../test/support/playRun.ts';
import { answering, repeatingModel, stepReply } from '../../../test/support/scriptedModel.ts';
import { ModelError } from '../errors.ts';
import type { ReasoningEvent, Tally } from '../events.ts';
import { currentRun } from '../session.ts';

const limits = { minSteps: 1, maxSteps: 3 };
const voting = (options: PlayOptions = {}): PlayOptions => ({ strategy: 'vote', ...options, limits: { ...limits, ...options.limits } });

const tallies = (events: readonly ReasoningEvent[]): Tally['answers'][] =>
  events.flatMap(event => (event.type === 'tally' ? [event.answers] : []));
const answerOf = (ending: ReasoningEvent): string => (ending.type === 'run-end' ? ending.answer : ending.type);

describe('A vote', () => {
  it('ends with two chains that agree', async () => {
    const model = answering('The answer is 3.', 'It is **3**.', 'never asked');
    const { events, ending } = await play(model, voting());
    assert.equal(answerOf(ending), 'It is **3**.');
    assert.equal(ending.requests, 4);
    assert.deepEqual(tallies(events).at(-1), [{ text: '3', chains: [0, 1] }]);
  });

  it('takes no more chains than the lead needs', async () => {
    const chainsFor = async (...answers: readonly string[]) => (await play(answering(...answers), voting())).ending.requests / 2;
    assert.deepEqual(
      [await chainsFor('3', '4', '3', '3'), await chainsFor('3', '4', '4', '3', '4'), await chainsFor('1', '2', '3', '3', '3')],
      [4, 5, 5],
    );
  });

  it('gives a tie to the shorter chain', async () => {
    const { ending } = await play(answering('It is 3.', '4', '3', '4', '5'), voting());
    assert.equal(answerOf(ending), '4');
  });

  it('warms its chains up, so that they differ, and keeps a reader’s higher temperature', async () => {
    const cold = answering('3', '3');
    await play(cold, voting());
    const warm = answering('3', '3');
    await play(warm, voting({ limits: { temperature: 1 } }));
    assert.deepEqual([...new Set([...cold.heard, ...warm.heard].map(({ temperature }) => temperature))], [0.7, 1]);
  });

  it('thinks chains at once, each with requests of its own, as many as the run allows', async () => {
    const model = answering('3', '3');
    const { events, session } = await play(model, voting());
    const starts = events.flatMap(event => (event.type === 'step-start' ? [[event.chain ?? 0, event.index, event.parent]] : []));
    assert.deepEqual(starts, [
      [0, 0, 'n0'],
      [1, 0, 'n0'],
    ]);
    const run = currentRun(session);
    assert.deepEqual([run?.steps.length, run?.others?.map(({ chain, steps }) => [chain, steps.length])], [1, [[1, 1]]]);
    for (const { messages } of model.heard) assert.ok(messages.length <= 4, 'A chain sees nothing of another.');
  });

  it('shows the chain that counts in the first place, and the others beside it', async () => {
    const { session, ending } = await play(answering('4', '3', '3', '3'), voting());
    const run = currentRun(session);
    assert.equal(run?.answer?.text, '3');
    assert.equal(run?.answer?.node, ending.type === 'run-end' && ending.answerNode);
    assert.deepEqual(
      run?.steps.map(({ chain }) => chain),
      [1],
    );
    assert.deepEqual(
      run?.others?.map(({ chain, answer }) => [chain, answer?.text]),
      [
        [0, '4'],
        [2, '3'],
        [3, '3'],
      ],
    );
  });

  it('lets the model pick where answers cannot be compared, in an order that tells nothing', async () => {
    const essays = [
      'Cats purr when they are content, mostly at rest.',
      'Cats purr to heal their bones, or so it is said.',
      'Cats purr to talk to us and to rest.',
    ];
    const model = answering(...essays, '2');
    const { ending, nodes } = await play(model, voting());
    const asked = model.heard.at(-1)?.messages.map(({ content }) => content) ?? [];
    assert.equal(asked.length, 1);
    const order = essays.map(essay => asked[0]?.indexOf(essay) ?? -1);
    assert.ok(order.every(place => place > 0));
    const second = essays.find((_, at) => order.filter(place => place < (order[at] ?? 0)).length === 1);
    assert.equal(answerOf(ending), second);
    assert.deepEqual(nodes.at(-1)?.kind, 'note');
    assert.equal(ending.requests, 7);
  });

  it('answers with what there is when the reader wants the answer now', async () => {
    const { ending, events } = await play(
      answering('3', '4', '5'),
      voting({ watch: (event, say) => event.type === 'answer-end' && event.chain === undefined && say() }),
    );
    assert.deepEqual([ending.type === 'run-end' && ending.stopReason, answerOf(ending)], ['answer-now', '3']);
    assert.ok(!events.some(event => event.type === 'answer-end' && event.chain === 2));
  });

  it('tells no chain of a remark that comes while the model picks, and loses none of them', async () => {
    const essays = [
      'Cats purr when they are content, mostly at rest.',
      'They purr to heal bones, or so it is said.',
      'Cats purr to talk to us.',
    ];
    let answers = 0;
    const remark = { remark: 'Mind.' };
    const { ending, nodes } = await play(
      answering(...essays, '1'),
      voting({ watch: (event, say) => event.type === 'answer-end' && ++answers === 3 && say(remark) }),
    );
    assert.ok(essays.includes(answerOf(ending)), answerOf(ending));
    assert.ok(!nodes.some(({ kind }) => kind === 'remark'));
  });

  it('goes on without a chain that gives nothing readable', async () => {
    let asked = 0;
    const model = repeatingModel(({ format }) => {
      if (format === 'text' && asked >= 3) return ['3'];
      return asked++ < 3 ? [new ModelError('refusal', 'model-refused')] : [stepReply('Think', 'final_answer')];
    });
    const { ending } = await play(model, voting());
    assert.equal(answerOf(ending), '3');
  });

  it('goes on where it was interrupted, whatever had been made, and asks for nothing twice', async () => {
    const script = ['3', '4', '3', '3'];
    const whole = await play(answering(...script), voting());
    for (let made = 1; made < whole.nodes.length; made++) {
      const kept = whole.nodes.slice(0, made);
      const left = script.slice(kept.filter(({ kind }) => kind === 'answer').length);
      const { ending, nodes } = await playFrom(kept, whole.spec, answering(...left), voting());
      assert.deepEqual([answerOf(ending), nodes.length], ['3', whole.nodes.length], `${made} nodes`);
    }
  });
});
