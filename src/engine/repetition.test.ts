import assert from 'node:assert/strict';
import { stepNode } from '../../test/support/nodes.ts';
import { repetitionsIn } from './repetition.ts';
import type { StepText } from './step.ts';

type Text = Partial<Pick<StepText, 'title' | 'content'>>;

/** Which of these steps say again what was said. */
const repeated = (...texts: readonly Text[]): number[] =>
  repetitionsIn(
    texts.map((text, index) => stepNode(index, { title: `Title ${index}`, ...text })),
    'run',
  ).map(({ step }) => step.index);

const ENGLISH = 'The word has ten letters. Three of them are the letter r: one in the middle and two near its end.';
const CHINESE = '这个单词一共有十个字母，其中字母 r 出现了三次：中间一次，末尾附近两次。';

describe('a step', () => {
  it('repeats one of the two before it where it has the same title, however that is numbered or set', () => {
    assert.deepEqual(repeated({ title: 'Count the letters' }, { title: 'Step 2: count the LETTERS.' }), [1]);
    assert.deepEqual(repeated({ title: '步骤 1：统计字母' }, { title: '检查' }, { title: '步骤三：统计字母' }), [2]);
    assert.deepEqual(repeated({ title: 'Count' }, {}, {}, { title: 'Count' }), []);
    assert.deepEqual(repeated({ title: '' }, { title: '' }), []);
  });

  it('repeats one of the two before it where nearly all its words are the same, in English and in Chinese', () => {
    assert.deepEqual(repeated({ content: ENGLISH }, { content: ENGLISH.replace('The word', 'This word').toUpperCase() }), [1]);
    assert.deepEqual(repeated({ content: CHINESE }, {}, { content: CHINESE.replace('一共', '总共') }), [2]);
  });

  it('repeats nothing where a fifth of its words is new', () => {
    assert.deepEqual(repeated({ content: ENGLISH }, { content: `${ENGLISH} To be sure, spell it once more.` }), []);
    assert.deepEqual(repeated({ content: CHINESE }, { content: `${CHINESE}为了确认，再逐个拼写一遍。` }), []);
    assert.deepEqual(repeated({ content: ENGLISH }, { content: CHINESE }), []);
  });

  it('is not compared by few words: "Yes." may be said twice', () => {
    assert.deepEqual(repeated({ content: 'Yes, it is.' }, { content: 'Yes, it is.' }), []);
  });

  it('is not judged where the reader or another run wrote it', () => {
    const [first, again] = [stepNode(0, { title: 'A' }), stepNode(1, { title: 'A' })];
    assert.deepEqual(repetitionsIn([first, again], 'run'), [again]);
    assert.deepEqual(repetitionsIn([first, { ...again, by: 'reader' }], 'run'), []);
    assert.deepEqual(repetitionsIn([first, { ...again, run: 'before' }], 'run'), []);
    assert.deepEqual(repetitionsIn([{ ...first, run: 'before' }, again], 'run'), [again]);
  });
});
