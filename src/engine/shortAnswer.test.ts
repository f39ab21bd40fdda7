import assert from 'node:assert/strict';
import { shortAnswer } from './shortAnswer.ts';

/** What a text says → the key of its short answer. */
type Row = readonly [text: string, key: string | undefined];

const ANNOUNCED: readonly Row[] = [
  ['The answer is 42.', '42'],
  ['Answer: 42', '42'],
  ['**Answer:** 42', '42'],
  ['**Answer**: **42**', '42'],
  ['Final Answer:\n\n42', '42'],
  ['### Answer\n\n**42** letters', '42'],
  ['The answer is 5. No, wait.\nThe answer is 6.', '6'],
  ['The final answer is 3. I hope this helps! Ask me about the other 2 words.', '3'],
  ['So the answer is that there are 3 r’s in the word.', '3'],
  ['The answer to what 2 + 2 comes to is 4.', '4'],
  ['The answer is 17 + 25 = 42.', '42'],
  ['The correct answer is (B).', 'b'],
  ['The correct answer is B. Paris, the capital since 987.', 'b'],
  ['The correct option is C', 'c'],
  ['The answer is not B but C.', 'c'],
  ['The answer is A. It is clear that the answer is not B.', 'a'],
  ['The answer is Alice, because she is taller than Bob.', 'alice'],
  ['The answer is "Alice".', 'alice'],
  ['The answer is the blue box.', 'blue box'],
  ['Answer: yes, since 7 is a prime.', 'yes'],
  ['The answer is 9.9, not 9.11.', '9.9'],
  ['The answer is 3 or 4.', '3 or 4'],
  ['The answer is 3, 5 and 7.', '3, 5 and 7'],
  ['Some work first.\n#### 1,234', '1234'],
  ['答案是42。', '42'],
  ['答案是：42', '42'],
  ['**答案：** 3 个字母', '3'],
  ['最终答案为三。', '3'],
  ['所以答案应该是星期三。', 'wednesday'],
  ['答案是小明，因为他比小红高。', '小明'],
  ['答案是否正确还要检验。\n答案：是', 'yes'],
  ['答案不是 B。正确答案是 A。', 'a'],
  ['综上，选 B。', 'b'],
  ['故选：C', 'c'],
  ['答：一共有 12 个苹果。', '12'],
  ['答案是不是 B，而是 C。', 'c'],
];

const BOXED: readonly Row[] = [
  ['Thus \\(x = \\boxed{42}\\).', '42'],
  ['$$\\boxed{\\frac{1}{2}}$$', '0.5'],
  ['\\boxed{\\text{B}}', 'b'],
  ['\\boxed{\\text{Alice}}', 'alice'],
  ['First \\boxed{3}. But then I saw that the answer is 4.', '4'],
  ['The answer is 3, or rather \\boxed{4}.', '4'],
  ['因此答案为 $\\boxed{1{,}024}$。', '1024'],
];

const NUMBERS: readonly Row[] = [
  ['-7', '-7'],
  ['−7', '-7'],
  ['+7', '7'],
  ['After all that the temperature outside is -7 degrees.', '-7'],
  ['It is 10 - 7 = 3', '3'],
  ['-$5', '-5'],
  ['$1,234.50', '1234.5'],
  ['€ 1.234,50', '1234.5'],
  ['¥３０００', '3000'],
  ['1 234 567', '1234567'],
  ['1.234.567', '1234567'],
  ['12,5', '12.5'],
  ['0,125', '0.125'],
  ['1,000', '1000'],
  ['12.50 %', '12.5'],
  ['3.0', '3'],
  ['007', '7'],
  ['-0', '0'],
  ['123456789012345678901', '123456789012345678901'],
  ['1.5e3', '1500'],
  ['3 × 10^8', '300000000'],
  ['3 × 10⁸', '300000000'],
  ['3/4', '0.75'],
  ['2 million', '2000000'],
  ['3.5万', '35000'],
  ['5 km/h', '5'],
  ['three', '3'],
  ['Twenty-three.', '23'],
  ['one hundred and five', '105'],
  ['two thousand three hundred', '2300'],
  ['三', '3'],
  ['三个字母', '3'],
  ['一个', '1'],
  ['二十三', '23'],
  ['一百零五', '105'],
  ['一万二千三百', '12300'],
  ['二〇二四年', '2024'],
  ['两次', '2'],
  ['负五', '-5'],
];

const BARE: readonly Row[] = [
  ['42', '42'],
  ['B', 'b'],
  ['(b)', 'b'],
  ['B.', 'b'],
  ['B) Paris', 'b'],
  ['Option D', 'd'],
  ['选项B', 'b'],
  ['Yes.', 'yes'],
  ['Yes, 7 is a prime number.', 'yes'],
  ['No, it is not.', 'no'],
  ['FALSE', 'no'],
  ['是的，7 是质数。', 'yes'],
  ['不是。', 'no'],
  ['否', 'no'],
  ['不对，9.11 比 9.9 小。', 'no'],
  ['Paris', 'paris'],
  ['小红', '小红'],
  ['It was on a Sunday.', 'sunday'],
  ['I count the days from the first.\n\nSo 6 March 2024 is a Wednesday.', 'wednesday'],
  ['从星期一数起。2024年3月6日是星期三。', 'wednesday'],
  ['5 days after 2024-03-01 is 2024-03-06, because March has 31 days.', '2024-03-06'],
  ['2024-03-05', '2024-03-05'],
  ['March 5, 2024', '2024-03-05'],
  ['Tuesday, 5 March 2024', '2024-03-05'],
  ['2024年3月5日', '2024-03-05'],
  ['Wednesday', 'wednesday'],
  ['周日', 'sunday'],
  ['There are 3 letters “r” in “strawberry”.', '3'],
  ['There are three r’s in the word “strawberry”, one after the other.', '3'],
  ['The word has 10 letters.\nI counted them: the r stands at 3, 8 and 9.\nSo there are 3.', '3'],
  ['The sum of 17 and 25 is 42.', '42'],
  ['17 和 25 的和等于 42。', '42'],
  ['9.9 is larger than 9.11.', '9.9'],
  ['9.9 比 9.11 大。', '9.9'],
  ['“草莓”里一共有三个字母 r。', '3'],
  ['42\n\nI added 17 and 25.', '42'],
  ['There are 3 of them. Let me know if you have 2 more questions!', '3'],
  ['共有 3 个。\n希望这对您有帮助！', '3'],
];

const NONE: readonly Row[] = [
  ['', undefined],
  ['…', undefined],
  ['I do not know whether there are any such letters in the word.', undefined],
  ['I don’t know', undefined],
  ['不知道', undefined],
  ['The answer is not B.', undefined],
  ['The answer is not 42.', undefined],
  ['综上所述，我们不选 B。', undefined],
  ['A cat sat on the mat, and it purred for a long time.', undefined],
  ['9.11 and 9.9 are both decimal numbers, as are 1.5 and 2.5.', undefined],
  ['A. Paris\nB. London\nC. Rome', undefined],
  ['No problem! We look at every letter of the word in turn.', undefined],
  ['这个问题没有一个简单的说法，要看具体的情况和您的目的。', undefined],
  [`The answer is ${'a long story '.repeat(10)}`, undefined],
];

describe('The short answer of a text', () => {
  const groups = { announced: ANNOUNCED, boxed: BOXED, 'a number': NUMBERS, 'not announced': BARE, missing: NONE };
  for (const [title, rows] of Object.entries(groups)) {
    for (const [text, key] of rows) {
      it(`that is ${title}: ${JSON.stringify(text.slice(0, 70))} → ${key}`, () => assert.equal(shortAnswer(text)?.key, key));
    }
  }

  it('has one key for all ways to say it', () => {
    const same = ['3', '3.0', 'three', '三', '3 letters', '3 个', '**3**', '\\boxed{3}', 'The answer is 3.', '答案是三个。'];
    assert.deepEqual([...new Set(same.map(text => shortAnswer(text)?.key))], ['3']);
  });

  it('shows what was said, with its unit', () => {
    const shown = ['The answer is **$1,234.50**.', 'Answer: 5 km', '答案是 三个。', 'Yes, indeed.', '(b)', 'The answer is the Blue box.'];
    assert.deepEqual(
      shown.map(text => shortAnswer(text)?.text),
      ['$1,234.50', '5 km', '三个', 'Yes', 'B', 'the Blue box'],
    );
  });

  it('is found in a long text in no time that grows with its square', () => {
    const long = `${'answer to ((( 1,234 一二三 \\boxed{ ** '.repeat(20_000)}\nThe answer is 7.`;
    assert.equal(shortAnswer(long)?.key, '7');
  });
});
