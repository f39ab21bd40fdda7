import assert from 'node:assert/strict';
import { ordering } from './ordering.ts';

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth'];

/** A puzzle as its text says it; places count from 0. */
interface Puzzle {
  readonly names: readonly string[];
  readonly asked: number;
  readonly clues: readonly ((order: readonly string[]) => boolean)[];
}

describe('The suite ordering', () => {
  const puzzles = ordering(1, 300);

  it('has exactly one solution for each puzzle, and it names the answer', () => {
    for (const { question, answer, kind } of puzzles) {
      const { names, asked, clues } = readPuzzle(question);
      const solutions = ordersOf(names).filter(order => clues.every(clue => clue(order)));
      assert.equal(solutions.length, 1, question);
      assert.deepEqual([answer, kind], [solutions[0]?.[asked], 'text'], question);
    }
  });

  it('tells nothing that could be left out', () => {
    for (const { question } of puzzles) {
      const { names, clues } = readPuzzle(question);
      for (const needless of clues) {
        const others = clues.filter(clue => clue !== needless);
        assert.ok(ordersOf(names).filter(order => others.every(clue => clue(order))).length > 1, question);
      }
    }
  });
});

const readPuzzle = (question: string): Puzzle => (/ran a race/.test(question) ? readEnglish(question) : readChinese(question));

function readEnglish(question: string): Puzzle {
  const [, list = '', rest = ''] = /^(.*?) ran a race, and no two of them came in together\. (.*)$/.exec(question) ?? [];
  const sentences = rest.split(/(?<=[.?]) /);
  const asked = ORDINALS.indexOf(/^Who came in (\w+)\?$/.exec(sentences.at(-2) ?? '')?.[1] ?? '');
  return { names: list.split(/, | and /), asked, clues: sentences.slice(0, -2).map(readEnglishClue) };
}

function readEnglishClue(sentence: string): Puzzle['clues'][number] {
  const not = /^(\w+) did not come in (\w+)\.$/.exec(sentence);
  if (not) return order => order[ORDINALS.indexOf(not[2] ?? '')] !== not[1];
  const [, one = '', direct, other = ''] = /^(\w+) came in (directly )?before (\w+)\.$/.exec(sentence) ?? assert.fail(sentence);
  return order => comparePlaces(order, one, other, direct !== undefined);
}

function readChinese(question: string): Puzzle {
  const [, list = '', rest = '', place = ''] = /^(.*?)赛跑，没有人同时到达终点。(.*)谁是第(.)名？请只回答名字。$/.exec(question) ?? [];
  return { names: list.split('、'), asked: '一二三四五'.indexOf(place), clues: rest.split('。').filter(Boolean).map(readChineseClue) };
}

function readChineseClue(sentence: string): Puzzle['clues'][number] {
  const not = /^(.+)不是第(.)名$/.exec(sentence);
  if (not) return order => order['一二三四五'.indexOf(not[2] ?? '')] !== not[1];
  const [, first, second, one = first ?? '', other = second ?? ''] =
    /^(?:紧跟在(.+)之后到终点的是(.+)|(.+)比(.+)先到终点)$/.exec(sentence) ?? assert.fail(sentence);
  return order => comparePlaces(order, one, other, first !== undefined);
}

function comparePlaces(order: readonly string[], one: string, other: string, isDirect: boolean): boolean {
  const [left, right] = [order.indexOf(one), order.indexOf(other)];
  assert.ok(left >= 0 && right >= 0 && left !== right, `${one}, ${other}`);
  return isDirect ? right - left === 1 : left < right;
}

/** All orders, by putting each name into each gap of the orders without it. */
function ordersOf(names: readonly string[]): readonly (readonly string[])[] {
  return names.reduce<readonly (readonly string[])[]>(
    (orders, name) => orders.flatMap(order => [...order, ''].map((_, gap) => order.toSpliced(gap, 0, name))),
    [[]],
  );
}
