import assert from 'node:assert/strict';
import { isRight } from './scoring.ts';
import { SUITES, type SuiteQuestion } from './suite.ts';

const ask = (kind: SuiteQuestion['kind'], question: string, answer: string): SuiteQuestion => ({ id: 'q', kind, question, answer });

const sum = ask('number', 'What is 17 + 25? Answer with a number.', '42');
const larger = ask('number', 'Which is the larger number: 9.11 or 9.9? Answer with the number.', '9.9');
const raceZh = ask('text', '小明、小红、小刚赛跑。谁是第二名？请只回答名字。', '小红');
const race = ask('text', 'Alice, Bob and Carol ran a race. Who came in second? Answer with the name.', 'Bob');
const date = ask('text', 'Which date is 5 days after 1 March 2024? Answer in the form YYYY-MM-DD.', '2024-03-06');
const weekday = ask('text', '2024年3月6日是星期几？', '星期三');
const choice = ask('choice', 'Which of these is an animal?\nA. table\nB. dog\nAnswer with A or B.', 'B');
const choiceZh = ask('choice', '下面哪一个是动物？\nA. 狗\nB. 桌子\n请只回答 A 或 B。', 'A');
const prime = ask('yes-no', 'Is 91 a prime number?', 'no');
const primeZh = ask('yes-no', '97 是质数吗？', '是');

type Row = readonly [question: SuiteQuestion, text: string, isRight: boolean];

const ROWS: readonly Row[] = [
  [sum, '42', true],
  [sum, '17 + 25 = 42', true],
  [sum, 'The sum of 17 and 25 is **42**.', true],
  [sum, '17 + 25', false],
  [sum, 'You add 17 and 25.', false],
  [sum, 'The answer is 17.', false],
  [sum, 'The answer is 42 or 43.', false],
  [sum, 'It is 42. No, I forgot the carry.\n\nThe answer is 32.', false],
  [sum, 'The answer is not 42.', false],
  [sum, 'The answer is 142.', false],
  [sum, 'The answer is 4.2', false],
  [sum, '答案是四十二。', true],
  [sum, 'forty-two', true],
  [sum, '-42', false],
  [sum, '', false],
  [larger, '9.9', true],
  [larger, '9.90', true],
  [larger, '9.9 is larger than 9.11.', true],
  [larger, '9.11 is larger than 9.9.', false],
  [larger, '9.9 > 9.11', true],
  [larger, 'We compare 9.11 and 9.9.', false],
  [larger, 'The larger number is 9.9, not 9.11.', true],
  [larger, 'Which is the larger number: 9.11 or 9.9?', false],
  [larger, '9.9 和 9.11 相比，9.9 更大', true],
  [larger, '9.11比9.9大。', false],
  [larger, '更大的数是 9.9。', true],
  [race, 'Bob', true],
  [race, 'bob.', true],
  [race, '**Bob** came in second.', true],
  [race, 'Alice was first.\nTherefore, the runner who came in second is Bob.', true],
  [race, 'The answer is Bob, since Alice was before him.', true],
  [race, 'Alice came in second.', false],
  [race, 'Bob came in before Carol.', false],
  [race, 'Bob did not come in second.', false],
  [race, 'Alice came in before Bob.', false],
  [race, 'The second is not Bob', false],
  [race, 'Alice or Bob', false],
  [race, 'Alice, Bob, Carol', false],
  [race, 'Bobby', false],
  [raceZh, '小红', true],
  [raceZh, '小红是第二名。', true],
  [raceZh, '所以，第二名是小红。', true],
  [raceZh, '小明是第二名。', false],
  [raceZh, '小红不是第二名。', false],
  [raceZh, '小红比小明先到终点。', false],
  [raceZh, '第二名是小红或小明。', false],
  [date, '2024-03-06', true],
  [date, 'It is March 6, 2024.', true],
  [date, 'The answer is 6 March 2024.', true],
  [date, '5 days after 1 March 2024 is 2024-03-06.', true],
  [date, '5 days after 2024-03-01 is 2024-03-05.', false],
  [date, '2024-03-05', false],
  [weekday, '星期三', true],
  [weekday, '2024年3月6日是星期三。', true],
  [weekday, '周三', true],
  [weekday, 'Wednesday', true],
  [weekday, '星期四', false],
  [choice, 'B', true],
  [choice, 'B. dog', true],
  [choice, '(b)', true],
  [choice, 'dog', true],
  [choice, 'A dog.', true],
  [choice, 'The answer is the dog.', true],
  [choice, 'I would say B', true],
  [choice, 'An animal is the dog', true],
  [choice, 'A', false],
  [choice, 'A. table', false],
  [choice, 'A. table\nB. dog', false],
  [choice, 'A or B', false],
  [choice, 'not B', false],
  [choice, 'The answer is not B.', false],
  [choice, 'It is not the dog.', false],
  [choice, 'table', false],
  [choice, 'The table and the dog.', false],
  [choiceZh, 'A', true],
  [choiceZh, '选 A。', true],
  [choiceZh, '答案是狗。', true],
  [choiceZh, '是狗', true],
  [choiceZh, '桌子', false],
  [choiceZh, '不是 A，而是 B。', false],
  [choiceZh, '不选 A', false],
  [prime, 'No.', true],
  [prime, 'No, 91 = 7 × 13.', true],
  [prime, '91 = 7 × 13, so the answer is no.', true],
  [prime, 'Yes, it is.', false],
  [prime, '不是。', true],
  [prime, 'It has two factors.', false],
  [primeZh, '是的，97 是质数。', true],
  [primeZh, 'Yes', true],
  [primeZh, '不是', false],
];

describe('The score of an answer', () => {
  for (const [question, text, right] of ROWS) {
    it(`${right ? 'is right' : 'is wrong'} for ${JSON.stringify(text)}, where ${question.answer} is (${question.kind})`, () => {
      assert.equal(isRight(text, question), right);
    });
  }

  it('is right for each answer of the built-in suites, bare and said, and wrong for the next question’s', () => {
    for (const make of SUITES.values()) {
      const questions = make(3, 60);
      for (const [at, question] of questions.entries()) {
        const { answer } = question;
        const texts = [
          answer,
          `**${answer}**`,
          `Some thoughts.\n\nThe answer is ${answer}.`,
          `想一想。\n答案是${answer}。`,
          `\\boxed{${answer}}`,
        ];
        for (const text of texts) assert.ok(isRight(text, question), `${question.question}\n${text}`);
        const other = questions[at + 2]?.answer ?? answer;
        assert.equal(isRight(`The answer is ${other}.`, question), other === answer, `${question.question}\n${other}`);
        assert.equal(isRight(question.question, question), false, question.question);
      }
    }
  });
});
