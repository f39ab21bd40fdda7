import assert from 'node:assert/strict';
import { easy } from './easy.ts';

/** The questions as their texts say them. */
const questions = easy(1, 400).map(one => {
  const [, , english, chinese] = /^(Which of these is (.*)\?|下面哪一个是(.*)？)$/m.exec(one.question) ?? [];
  const options = Object.fromEntries([...one.question.matchAll(/^([AB])\. (.+)$/gm)].map(([, letter = '', text = '']) => [letter, text]));
  return { ...one, category: english ?? chinese ?? '', options };
});

describe('The suite easy', () => {
  it('says A as often as B, in each language and in any stretch', () => {
    for (const language of [0, 1]) {
      const letters = questions.filter((_, index) => index % 2 === language).map(({ answer }) => answer);
      assert.equal(letters.filter(letter => letter === 'A').length, letters.length / 2);
      for (let at = 0; at < letters.length; at += 2) assert.notEqual(letters[at], letters[at + 1]);
    }
    assert.ok(questions.every(({ kind }) => kind === 'choice'));
  });

  it('does not follow a pattern of letters that is the same for every seed', () => {
    const patterns = [1, 2, 3].map(seed =>
      easy(seed, 40)
        .map(({ answer }) => answer)
        .join(''),
    );
    assert.equal(new Set(patterns).size, 3);
  });

  // A word is in one kind alone: what is right where one kind is asked for is never right where another is.
  it('offers a word of the kind and a word that is of another', () => {
    const kindOf = new Map<string, string>();
    for (const { options, answer, category } of questions) {
      const right = options[answer] ?? assert.fail();
      assert.equal(kindOf.get(right) ?? category, category);
      kindOf.set(right, category);
    }
    for (const { options, answer, category, question } of questions) {
      const wrong = options[answer === 'A' ? 'B' : 'A'] ?? assert.fail(question);
      assert.notEqual(kindOf.get(wrong), category, question);
    }
    assert.equal(new Set(kindOf.values()).size, 16);
  });
});
