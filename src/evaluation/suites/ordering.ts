import { makeSuite, type SuiteLanguage } from './makeSuite.ts';
import { NAMES } from './names.ts';
import type { Random } from './random.ts';

/** What is known of a race. Runners are numbers from 0, as are places; an order holds each runner's place. */
type Clue =
  | { readonly kind: 'before'; readonly one: number; readonly other: number }
  | { readonly kind: 'directly-before'; readonly one: number; readonly other: number }
  | { readonly kind: 'not-at'; readonly one: number; readonly place: number };
type Order = readonly number[];

/** Who came in at which place: puzzles with exactly one solution, and no clue that could be left out. */
export const ordering = makeSuite('ordering', (random, language) => {
  const names = random.shuffled(NAMES[language]).slice(0, random.between(4, 5)).sort();
  const order = random.shuffled(names.map((_, place) => place));
  const asked = random.whole(names.length);
  const { intro, tell, ask } = WORDS[language];
  const told = enoughClues(random, order).map(clue => tell(clue, runner => names[runner] ?? ''));
  const question = [intro(names), ...told, ask(order[asked] ?? 0)].join(language === 'en' ? ' ' : '');
  return { question, answer: names[asked] ?? '', kind: 'text' };
});

/** True clues until one order is left, then without each that the others make needless. */
function enoughClues(random: Random, order: Order): readonly Clue[] {
  const all = ORDERS[order.length] ?? [];
  let clues: readonly Clue[] = [];
  for (let left = all; left.length > 1; ) {
    const clue = trueClue(random, order);
    const kept = left.filter(one => holds(clue, one));
    if (kept.length < left.length) clues = [...clues, clue];
    left = kept;
  }
  return clues.reduce<readonly Clue[]>((kept, clue) => {
    const without = kept.filter(one => one !== clue);
    return isEnough(without, all) ? without : kept;
  }, clues);
}

const isEnough = (clues: readonly Clue[], all: readonly Order[]): boolean =>
  all.filter(order => clues.every(clue => holds(clue, order))).length === 1;

function trueClue(random: Random, order: Order): Clue {
  const [one = 0, two = 0] = random.shuffled(order.map((_, runner) => runner));
  const [left, right] = placeOf(order, one) < placeOf(order, two) ? [one, two] : [two, one];
  const next = order.indexOf(placeOf(order, left) + 1);
  return random.pick<Clue>([
    { kind: 'before', one: left, other: right },
    { kind: 'before', one: left, other: right },
    { kind: 'directly-before', one: left, other: next },
    { kind: 'not-at', one: left, place: placeOf(order, right) },
  ]);
}

function holds(clue: Clue, order: Order): boolean {
  const place = placeOf(order, clue.one);
  if (clue.kind === 'not-at') return place !== clue.place;
  const other = placeOf(order, clue.other);
  return clue.kind === 'before' ? place < other : place + 1 === other;
}

const placeOf = (order: Order, runner: number): number => order[runner] ?? 0;

function permutations(items: Order): readonly Order[] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map(rest => [item, ...rest]));
}

/** All orders of so many runners. */
const ORDERS: Readonly<Record<number, readonly Order[]>> = { 4: permutations([0, 1, 2, 3]), 5: permutations([0, 1, 2, 3, 4]) };

interface Words {
  readonly intro: (names: readonly string[]) => string;
  readonly tell: (clue: Clue, nameOf: (runner: number) => string) => string;
  readonly ask: (place: number) => string;
}

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth'];
const PLACES = '一二三四五';

const WORDS: Readonly<Record<SuiteLanguage, Words>> = {
  en: {
    intro: names => `${names.slice(0, -1).join(', ')} and ${names.at(-1)} ran a race, and no two of them came in together.`,
    tell: (clue, nameOf) => {
      if (clue.kind === 'not-at') return `${nameOf(clue.one)} did not come in ${ORDINALS[clue.place]}.`;
      return `${nameOf(clue.one)} came in ${clue.kind === 'before' ? 'before' : 'directly before'} ${nameOf(clue.other)}.`;
    },
    ask: place => `Who came in ${ORDINALS[place]}? Answer with the name.`,
  },
  zh: {
    intro: names => `${names.join('、')}赛跑，没有人同时到达终点。`,
    tell: (clue, nameOf) => {
      if (clue.kind === 'not-at') return `${nameOf(clue.one)}不是第${PLACES[clue.place]}名。`;
      const [one, other] = [nameOf(clue.one), nameOf(clue.other)];
      return clue.kind === 'before' ? `${one}比${other}先到终点。` : `紧跟在${one}之后到终点的是${other}。`;
    },
    ask: place => `谁是第${PLACES[place]}名？请只回答名字。`,
  },
};
