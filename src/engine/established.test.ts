import assert from 'node:assert/strict';
import { answerNode, openingNode, stepNode } from '../../test/support/nodes.ts';
import { essenceOf, established } from './established.ts';
import type { Node } from './node.ts';

const LONG = `${'First, the list is empty. '}${'Then nothing happens here. '.repeat(20)}So it returns null.`;
const steps = Array.from({ length: 4 }, (_, index) => stepNode(index, { title: `Step ${index + 1}: Look ${index}`, content: LONG }));
const path: readonly Node[] = [openingNode(), ...steps];
const tell = (whole: number, brief: number) => established(path, { whole, brief }, 'en').split('\n\n').slice(1);

describe('what is established', () => {
  it('tells the newest steps whole, the ones before by their essence, the oldest by their titles', () => {
    const essence = 'First, the list is empty. … So it returns null.';
    assert.deepEqual(tell(1, 2), ['1. Look 0', `2. Look 1\n${essence}`, `3. Look 2\n${essence}`, `4. Look 3\n${LONG}`]);
    assert.deepEqual(tell(0, 0), ['1. Look 0', '2. Look 1', '3. Look 2', '4. Look 3']);
  });

  it('leaves out what is older than a dozen titles', () => {
    const many = Array.from({ length: 20 }, (_, index) => stepNode(index));
    const told = established([openingNode(), ...many], { whole: 1, brief: 0 }, 'en')
      .split('\n\n')
      .slice(1);
    assert.deepEqual([told.length, told[0]], [13, '8. S7']);
  });

  it('counts an answer that steps followed among them', () => {
    const told = established([openingNode(), stepNode(0), answerNode('n2', 'n1', 'Three.')], { whole: 1, brief: 1 }, 'zh-cn');
    assert.match(told, /^之前的步骤.*\n\n1\. S0\n\n\n目前的答案:\nThree\.$/s);
  });

  it('is nothing before the first step', () => {
    assert.equal(established([openingNode()], { whole: 0, brief: 0 }, 'en'), '');
  });
});

describe('the essence of a text', () => {
  it('is the text where it is short', () => {
    assert.equal(essenceOf('It is so. It is not. It may be.'), 'It is so. It is not. It may be.');
  });

  it('is its first sentence and its last, in English and in Chinese', () => {
    assert.equal(essenceOf(LONG), 'First, the list is empty. … So it returns null.');
    assert.equal(essenceOf(`首先看列表。${'接着什么也没有发生。'.repeat(20)}所以返回空值。`), '首先看列表。 … 所以返回空值。');
  });

  it('is cut where a sentence does not end, but never through a character', () => {
    const essence = essenceOf('a😀'.repeat(300));
    assert.equal(Buffer.from(essence).toString(), essence);
    assert.ok(essence.length < 300);
  });
});
