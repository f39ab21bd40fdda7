import assert from 'node:assert/strict';
import { answerNode, openingNode, stepNode } from '../../test/support/nodes.ts';
import { beginAgain, beginRun, type RunChoices } from './beginRun.ts';
import { resolveLimits } from './limits.ts';

const choices: RunChoices = {
  strategy: 'chain',
  preset: 'quick',
  limits: resolveLimits('quick'),
  model: 'm',
  language: 'auto',
  instructions: 'Be brief.',
  concurrency: 2,
};
const ask = (instruction: string) => ({ instruction, excerpts: [] });

describe('beginRun', () => {
  it('gives a spec that goes on from the opening', () => {
    const { spec, opening } = beginRun('r1', ask('Why?'), [], choices);
    assert.equal(opening.id, 'n0');
    assert.equal(opening.run, 'r1');
    assert.deepEqual(spec, {
      id: 'r1',
      from: 'n0',
      question: 'Why?',
      strategy: 'chain',
      preset: 'quick',
      model: 'm',
      limits: choices.limits,
      concurrency: 2,
      seed: 0,
      language: 'en',
    });
  });

  it('tells what the question is about, without its text', () => {
    const excerpt = { path: 'src/a.ts', languageId: 'typescript', startLine: 3, endLine: 9, text: 'secret' };
    const { spec } = beginRun('r', { instruction: 'Why?', excerpts: [excerpt] }, [], choices);
    assert.equal(spec.question, 'Why?');
    assert.deepEqual(spec.excerpts, [{ path: 'src/a.ts', startLine: 3, endLine: 9 }]);
  });

  it('takes the language of the words typed, unless one was chosen', () => {
    assert.equal(beginRun('r', ask('为什么？'), [], choices).spec.language, 'zh-cn');
    assert.equal(beginRun('r', ask('为什么？'), [], { ...choices, language: 'en' }).spec.language, 'en');
  });

  it('passes on the size of the context where it is known', () => {
    assert.equal(beginRun('r', ask('Why?'), [], { ...choices, contextSize: 4096 }).spec.contextSize, 4096);
    assert.ok(!('contextSize' in beginRun('r', ask('Why?'), [], { ...choices, contextSize: undefined }).spec));
  });

  it('tells the model the minimum of the limits, not of the preset', () => {
    const limits = resolveLimits('quick', { minSteps: 4 });
    assert.match(beginRun('r', ask('Why?'), [], { ...choices, limits }).opening.history[0]?.content ?? '', /at least 4 steps/);
  });

  it('follows the newest answer, past a run that never came to one', () => {
    const nodes = [
      openingNode(),
      answerNode('n1', 'n0', 'One.'),
      openingNode({ id: 'n2', parent: 'n1' }),
      stepNode(0, {}, { id: 'n3', parent: 'n2' }),
    ];
    const { opening } = beginRun('r', ask('And?'), nodes, choices);
    assert.equal(opening.parent, 'n1');
    assert.equal(opening.id, 'n4');
  });
});

describe('beginAgain', () => {
  it('puts an earlier question once more, to the letter, as a run of its own', () => {
    const first = beginRun(
      'r1',
      { instruction: 'Why?', excerpts: [{ path: 'a.ts', languageId: 'ts', startLine: 1, endLine: 2, text: 'x' }] },
      [],
      choices,
    );
    const { spec, made } = beginAgain('r2', { ...first.spec, from: 'n0' }, [first.opening]);
    assert.deepEqual(made, [{ ...first.opening, id: 'n1', run: 'r2' }]);
    assert.deepEqual(spec, { ...first.spec, id: 'r2', from: 'n1' });
  });

  it('goes on once more from a step that the reader wrote', () => {
    const edited = stepNode(1, {}, { run: 'r1', by: 'reader', id: 'n9' });
    const spec = { ...beginRun('r1', ask('Why?'), [], choices).spec, from: 'n1', purpose: 'edit-step' as const };
    const again = beginAgain('r2', spec, [openingNode(), stepNode(0), edited]);
    assert.deepEqual(again, { spec: { ...spec, id: 'r2' }, made: [{ ...edited, id: 'n10', run: 'r2' }] });
  });
});
