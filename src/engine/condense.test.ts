import assert from 'node:assert/strict';
import { openingNode, stepNode } from '../../test/support/nodes.ts';
import { specOf } from '../../test/support/playRun.ts';
import { say } from './chat.ts';
import { condense } from './condense.ts';
import { writeExcerpt } from './excerptText.ts';
import type { Node } from './node.ts';
import { fitsContext, nextPromptTokens, reservedForStep, roomForPrompt } from './room.ts';

const CONTENT = `The list is empty. ${'Nothing happens in this loop at all. '.repeat(15)}It returns null.`;
const EXCERPT = writeExcerpt({ path: 'a.ts', languageId: 'typescript', startLine: 1, endLine: 99, text: 'const a = 1;\n'.repeat(99) });
const oldQuestion = [say('user', `Old? ${CONTENT.repeat(2)}`), say('assistant', 'Old.')];
const opening = openingNode({ lead: `Why?\n\n${EXCERPT}`, history: [say('system', 'Think.'), ...oldQuestion] });
const stepAt = (index: number): Node =>
  stepNode(index, { content: CONTENT }, { turn: { user: index === 0 ? opening.lead : 'Go on.', assistant: CONTENT } });
const path: readonly Node[] = [opening, ...Array.from({ length: 6 }, (_, index) => stepAt(index))];
const limits = { maxTokensPerStep: 100, maxTokensForAnswer: 100 };
const condenseTo = (contextSize: number | undefined, asked: 'step' | 'answer' = 'step', from = path) =>
  condense(from, specOf('n0', { limits, ...(contextSize !== undefined && { contextSize }) }), asked);

/** What was left out on the way from a large context to a small one, in the order in which it went. */
const ORDER = [2300, 2100, 1900, 1700, 1500, 1300, 1100, 900].map(size => {
  const condensed = condenseTo(size);
  return condensed && [condensed.established?.match(/Nothing happens/g)?.length ?? 0, condensed.questions, condensed.isExcerptShortened];
});

describe('condensing', () => {
  it('leaves out old steps first, then old questions, then all but the titles, then the middle of the excerpt', () => {
    const whole = ORDER.map(left => (left ? Number(left[0]) : -1));
    assert.deepEqual(
      whole,
      [...whole].sort((a, b) => b - a),
      'fewer whole steps in a smaller context',
    );
    const stages = ORDER.map(left => left && `${Number(left[0]) > 0 ? 'steps' : 'no steps'}, ${left[1]}, ${left[2]}`);
    assert.equal(stages[0], 'steps, 0, false');
    assert.ok(stages.includes('no steps, 1, false'), stages.join('; '));
    assert.equal(stages.at(-1), 'no steps, 1, true');
  });

  it('gives what fits, and never touches the system message or the question', () => {
    for (const contextSize of [2100, 1500, 900]) {
      const condensed = condenseTo(contextSize);
      assert.ok(condensed);
      const { history, lead, established } = condensed;
      const next: Node = { ...opening, id: 'n7', parent: 'n6', why: 'condensed', history, lead, ...(established && { established }) };
      assert.ok(fitsContext(specOf('n0', { limits, contextSize }), [...path, next], 'step'), String(contextSize));
      assert.deepEqual([history[0]?.content, lead.startsWith('Why?\n\n<excerpt')], ['Think.', true]);
    }
  });

  it('leaves room for two steps where it can, so that not every step has to be condensed for', () => {
    const spec = specOf('n0', { limits, contextSize: 2100 });
    const { history = [], lead = '', established = '' } = condenseTo(2100) ?? {};
    const next: Node = { ...opening, id: 'n7', parent: 'n6', why: 'condensed', history, lead, established };
    assert.ok(nextPromptTokens([...path, next]) + reservedForStep(spec) <= roomForPrompt(spec, 'step'));
  });

  it('takes the steps as they were made, however often they have been condensed', () => {
    const brief: Node = { ...opening, id: 'n7', parent: 'n6', why: 'condensed', established: 'Only titles.' };
    const condensed = condenseTo(1500, 'step', [...path, brief, { ...stepAt(0), id: 'n8', parent: 'n7' }]);
    assert.match(condensed?.established ?? '', /^1\. S0\nThe list is empty\. … It returns null\.$/m);
  });

  it('asks for no more room before the answer than the answer needs', () => {
    const forStep = condenseTo(2100)?.established?.length ?? 0;
    const forAnswer = condenseTo(2100, 'answer')?.established?.length ?? 0;
    assert.ok(forAnswer > forStep, `${forAnswer} ${forStep}`);
  });

  it('is not possible where nobody knows the size, or nothing may be left out', () => {
    assert.equal(condenseTo(undefined), undefined);
    assert.equal(condenseTo(300), undefined);
    assert.equal(condenseTo(300, 'step', [openingNode()]), undefined);
  });
});
