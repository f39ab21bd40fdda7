import { makeSuite, type SuiteLanguage } from './makeSuite.ts';
import type { Random } from './random.ts';

/** Which of two or three decimal numbers is the largest: the one with fewer digits often is, as 9.9 beside 9.11. */
export const comparison = makeSuite('comparison', (random, language) => {
  const numbers = differentNumbers(random);
  const answer = numbers.reduce((one, other) => (Number(other) > Number(one) ? other : one));
  const question = WORDS[language](random.shuffled(numbers));
  return { question, answer, kind: 'number' };
});

/** Two or three with the same whole part and sign, of different values. */
function differentNumbers(random: Random): readonly string[] {
  const count = random.between(2, 3);
  const whole = `${random.whole(5) === 0 ? '-' : ''}${random.between(1, 99)}`;
  for (;;) {
    const numbers = Array.from({ length: count }, (_, index) => `${whole}.${fraction(random, index)}`);
    if (new Set(numbers.map(Number)).size === count) return numbers;
  }
}

/** The first of them is short and great, the others are longer: who counts digits is misled. */
function fraction(random: Random, index: number): string {
  if (index === 0) return String(random.between(2, 9));
  return random.pick([String(random.between(10, 98)), `0${random.between(1, 9)}`, String(random.between(101, 989))]).replace(/0$/, '1');
}

const WORDS: Readonly<Record<SuiteLanguage, (numbers: readonly string[]) => string>> = {
  en: numbers =>
    `Which is the ${numbers.length > 2 ? 'largest' : 'larger'} number: ${numbers.slice(0, -1).join(', ')} or ${numbers.at(-1)}? Answer with the number.`,
  zh: numbers =>
    `${numbers.slice(0, -1).join('、')}和${numbers.at(-1)}${numbers.length > 2 ? '中哪个数最大' : '哪个数更大'}？请只回答这个数。`,
};
