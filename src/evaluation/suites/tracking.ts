import { makeSuite, type SuiteLanguage } from './makeSuite.ts';
import { NAMES } from './names.ts';
import type { Random } from './random.ts';

type Swap = readonly [one: string, other: string];

const COLOURS: Readonly<Record<SuiteLanguage, readonly string[]>> = {
  en: ['red', 'blue', 'green', 'yellow', 'white', 'black'],
  zh: ['红', '蓝', '绿', '黄', '白', '黑'],
};

/** Who holds a ball after several swaps. */
export const tracking = makeSuite('tracking', (random, language) => {
  const names = random.shuffled(NAMES[language]).slice(0, random.between(3, 5));
  const colours = random.shuffled(COLOURS[language]).slice(0, names.length);
  const swaps = Array.from({ length: random.between(3, 7) }, () => randomSwap(random, names));
  const asked = random.whole(names.length);
  const question = WORDS[language](names, colours, swaps, colours[asked] ?? '');
  return { question, answer: swaps.reduce(holderAfter, names[asked] ?? ''), kind: 'text' };
});

function randomSwap(random: Random, names: readonly string[]): Swap {
  const [one = '', other = ''] = random.shuffled(names);
  return [one, other];
}

function holderAfter(holder: string, [one, other]: Swap): string {
  if (holder === one) return other;
  return holder === other ? one : holder;
}

type Tell = (names: readonly string[], colours: readonly string[], swaps: readonly Swap[], asked: string) => string;

const WORDS: Readonly<Record<SuiteLanguage, Tell>> = {
  en: (names, colours, swaps, asked) => {
    const start = names.map((name, index) => `${name} has a ${colours[index]} ball.`);
    const told = swaps.map(([one, other], index) => `${index === 0 ? '' : 'Then '}${one} and ${other} swap their balls.`);
    return `${[...start, ...told].join(' ')} Who has the ${asked} ball now? Answer with the name.`;
  },
  zh: (names, colours, swaps, asked) => {
    const start = names.map((name, index) => `${name}有一个${colours[index]}球。`);
    const told = swaps.map(([one, other], index) => `${index === 0 ? '' : '然后'}${one}和${other}交换手中的球。`);
    return `${[...start, ...told].join('')}现在谁有${asked}球？请只回答名字。`;
  },
};
