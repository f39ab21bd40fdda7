import assert from 'node:assert/strict';
import { fieldOf, readDecision } from './fieldNames.ts';

describe('fieldOf', () => {
  it('knows a key in any case and spelling', () => {
    assert.deepEqual(['title', 'Title', 'STEP_TITLE', 'heading', '标题'].map(fieldOf), Array(5).fill('title'));
    assert.deepEqual(['content', 'Explanation', '内容'].map(fieldOf), Array(3).fill('content'));
    assert.deepEqual(
      ['next_action', 'nextAction', 'Next Action', 'next-action', 'action', '下一步'].map(fieldOf),
      Array(6).fill('decision'),
    );
    assert.deepEqual(['final_answer', 'Final Answer'].map(fieldOf), ['final', 'final']);
  });

  it('takes any other key for content of its own', () => {
    assert.deepEqual(['', 'thought', 'confidence'].map(fieldOf), ['other', 'other', 'other']);
    assert.deepEqual(['constructor', '__proto__', 'toString'].map(fieldOf), ['other', 'other', 'other']);
  });
});

describe('readDecision', () => {
  it('knows the words for an end', () => {
    const words = ['final_answer', 'Final Answer', 'FINAL', ' "final-answer". ', '**finish**', 'stop', 'done', 'end', '最终答案', '结束。'];
    assert.deepEqual(words.map(readDecision), Array(words.length).fill('final_answer'));
  });

  it('knows the words for going on', () => {
    assert.deepEqual(['continue', 'Next', 'next_step', 'go on', '继续'].map(readDecision), Array(5).fill('continue'));
  });

  it('leaves open what is neither', () => {
    assert.deepEqual(['', 'maybe', 'final_answer or continue', 'discontinue', 'endless'].map(readDecision), Array(5).fill(undefined));
  });
});
