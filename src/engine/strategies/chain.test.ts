import assert from 'node:assert/strict';
import { play, playFrom } from '../../../test/support/playRun.ts';
import { repeatingModel, scriptedModel, stepReply } from '../../../test/support/scriptedModel.ts';
import { stepsOf } from '../node.ts';
import { STRATEGIES } from './index.ts';

const script = [[stepReply('Look')], [stepReply('Think')], [stepReply('Say', 'final_answer')], ['Because.']];

describe('the strategies', () => {
  it('are known by their names', () => {
    assert.deepEqual(
      [...STRATEGIES].map(([name, strategy]) => name === strategy.name && name),
      ['chain', 'direct', 'single-pass', 'vote', 'verify', 'tree'],
    );
  });

  it('ask for nothing new on what they have made', async () => {
    for (const strategy of STRATEGIES.keys()) {
      const { nodes, spec } = await play(
        repeatingModel(({ format }) => [format === 'text' ? 'So.' : stepReply('A')]),
        { strategy },
      );
      const silent = scriptedModel();
      const { ending } = await playFrom(nodes, spec, silent);
      assert.deepEqual([ending.type === 'run-end' && ending.answer, silent.heard.length], ['So.', 0]);
    }
  });

  it('go on from another run’s answer instead of taking it for their own', async () => {
    const { nodes, spec } = await play(scriptedModel(...script));
    const from = nodes.at(-1)?.id ?? '';
    const chain = scriptedModel([stepReply('More', 'final_answer')], ['Better.']);
    const more = { ...spec, id: 'more', from, limits: { ...spec.limits, minSteps: 4 } };
    const thought = await playFrom(nodes, more, chain);
    assert.equal(thought.ending.type === 'run-end' && thought.ending.answer, 'Better.');
    assert.deepEqual(
      stepsOf(thought.nodes).map(({ step }) => [step.index, step.title]),
      [
        [0, 'Look'],
        [1, 'Think'],
        [2, 'Say'],
        [3, 'More'],
      ],
    );
    const direct = scriptedModel(['Again.']);
    const asked = await playFrom(nodes, { ...spec, id: 'again', from, strategy: 'direct' }, direct);
    assert.equal(asked.ending.type === 'run-end' && asked.ending.answer, 'Again.');
  });
});
