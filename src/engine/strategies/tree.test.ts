import assert from 'node:assert/strict';
import { type PlayOptions, play, playFrom } from '../../../test/support/playRun.ts';
import { repeatingModel, stepReply } from '../../../test/support/scriptedModel.ts';
import { stepsOf } from '../node.ts';
import { currentRun } from '../session.ts';
import { budgetOfTree } from './bounds.ts';

const limits = { minSteps: 2, maxSteps: 4, maxTokensPerStep: 100, maxTokensForAnswer: 100, temperature: 0.2 };
const options: PlayOptions = { strategy: 'tree', limits };

/** A model of which every third first step leads to 7, and the others each to an answer of their own. */
function mostlyAstray() {
  let [firstSteps, answers] = [0, 0];
  return repeatingModel(({ messages, format }) => {
    const first = Number(/"title":"Way (\d+)"/.exec(messages[2]?.content ?? '')?.[1]);
    if (format === 'text') return [first % 3 === 1 ? '7' : `${100 + answers++}`];
    return [messages.length === 2 ? stepReply(`Way ${firstSteps++}`) : stepReply(`On ${messages.length}`, 'final_answer')];
  });
}

describe('A tree of steps', () => {
  it('tries several steps below one, and goes on where ways agree', async () => {
    const { session, ending, nodes } = await play(mostlyAstray(), options);
    assert.equal(ending.type === 'run-end' && ending.answer, '7');
    const run = currentRun(session);
    const roots = stepsOf(nodes).filter(({ parent }) => parent === 'n0');
    assert.equal(roots.length, 3);
    const values = roots.map(({ id }) => run?.values?.[id]);
    const [best] = [...values].sort((one, other) => (other?.value ?? 0) - (one?.value ?? 0));
    assert.ok(values.every(value => value && value.visits >= 1));
    assert.ok(
      values.every(value => value === best || (value?.visits ?? 0) <= (best?.visits ?? 0)),
      JSON.stringify(values),
    );
    assert.deepEqual(run?.steps[0] && run.values?.[run.steps[0].node], best);
  });

  it('spends no more requests than its budget', async () => {
    const { ending } = await play(mostlyAstray(), options);
    assert.ok(ending.requests <= budgetOfTree(limits), `${ending.requests}`);
    assert.ok(ending.requests > budgetOfTree(limits) - 4);
  });

  it('shows the best way as the chain, from the first step to its answer', async () => {
    const { session } = await play(mostlyAstray(), options);
    const run = currentRun(session);
    assert.deepEqual(
      run?.steps.map(({ index }) => index),
      [0, 1],
    );
    assert.equal(run?.steps[1]?.parent, run?.steps[0]?.node);
    assert.equal(run?.answer?.parent, run?.steps[1]?.node);
    const all = [run?.steps, ...(run?.others?.map(({ steps }) => steps) ?? [])].flat().map(step => step?.node);
    assert.equal(new Set(all).size, all.length, 'No step stands there twice.');
  });

  it('is the same tree wherever it was interrupted', async () => {
    const whole = await play(mostlyAstray(), options);
    const shape = (nodes: typeof whole.nodes) => nodes.map(({ id, parent, chain, kind }) => [id, parent, chain, kind]);
    for (const made of [1, 2, 5, 11, whole.nodes.length - 1]) {
      const again = await playFrom(whole.nodes.slice(0, made), whole.spec, mostlyAstray(), options);
      assert.equal(again.ending.type, 'run-end', `${made} nodes`);
      assert.ok(again.nodes.length <= budgetOfTree(limits) + 2);
      assert.deepEqual(shape(again.nodes).slice(0, made), shape(whole.nodes).slice(0, made));
    }
  });

  it('answers from the best so far when the reader wants the answer now', async () => {
    let answers = 0;
    const { ending } = await play(mostlyAstray(), {
      ...options,
      watch: (event, say) => event.type === 'answer-end' && ++answers === 3 && say(),
    });
    assert.deepEqual([ending.type === 'run-end' && ending.stopReason, answers], ['answer-now', 3]);
  });

  it('tries several ways at once where the run allows it', async () => {
    const one = await play(mostlyAstray(), options);
    const stored = one.nodes.slice(0, 1);
    const many = await playFrom(stored, { ...one.spec, concurrency: 3 }, mostlyAstray(), options);
    const starts = many.events.flatMap(event => (event.type === 'step-start' || event.type === 'step-end' ? [event.type] : []));
    assert.deepEqual(starts.slice(0, 3), ['step-start', 'step-start', 'step-start']);
    assert.equal(many.ending.type, 'run-end');
  });
});
