import { makeSuite } from './makeSuite.ts';
import type { Random } from './random.ts';

interface Sum {
  readonly text: string;
  readonly result: number;
}

const FEWEST_CARRIES = 2;

/** Sums, differences and products of numbers of several digits, with carries. */
export const arithmetic = makeSuite('arithmetic', (random, language) => {
  const { text, result } = random.pick([addition, subtraction, multiplication])(random);
  const question = language === 'en' ? `What is ${text}? Answer with a number.` : `${text} 等于多少？请用一个数字回答。`;
  return { question, answer: String(result), kind: 'number' };
});

function addition(random: Random): Sum {
  for (;;) {
    const [one, other] = [random.between(200, 99_999), random.between(200, 99_999)];
    if (carries(one, other) >= FEWEST_CARRIES) return { text: `${one} + ${other}`, result: one + other };
  }
}

/** What is borrowed in a difference is what is carried where it is added up again. */
function subtraction(random: Random): Sum {
  for (;;) {
    const [less, difference] = [random.between(100, 49_999), random.between(100, 49_999)];
    const whole = less + difference;
    if (carries(less, difference) >= FEWEST_CARRIES) return { text: `${whole} - ${less}`, result: difference };
  }
}

/** By digits from 2 to 9 alone: nearly every place carries. */
function multiplication(random: Random): Sum {
  const digits = (count: number): number => Number(Array.from({ length: count }, () => random.between(2, 9)).join(''));
  const [one, other] = [digits(random.between(2, 4)), digits(random.between(1, 2))];
  return { text: `${one} × ${other}`, result: one * other };
}

/** How many places carry when two whole numbers are added. */
function carries(one: number, other: number): number {
  let count = 0;
  for (let place = 10; place <= Math.max(one, other) * 10; place *= 10) {
    if ((one % place) + (other % place) >= place) count += 1;
  }
  return count;
}
