import type { StepNode } from './node.ts';
import { type Memory, remembered } from './remembered.ts';
import { displayTitle } from './step.ts';

/** A step is compared with so many before it. */
const STEPS_BACK = 2;
/** Two steps that share more than this of their runs of three words say the same. */
const MOST_OVERLAP = 0.8;
/** Fewer words than these say too little to be compared. */
const LEAST_WORDS = 8;

/** A word; where a script sets no blanks between words, a character. */
const WORD = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])+/gu;

/** The steps of the run `run` that say again what one of the two steps before them said, under its title or in its words. */
export const repetitionsIn = (steps: readonly StepNode[], run: string): StepNode[] =>
  steps.filter((node, place) => node.run === run && !node.by && repeatsAny(node, steps.slice(Math.max(0, place - STEPS_BACK), place)));

/** Steps never change, and all of them are asked about before each new one: what was found is kept as long as the step is. */
const found = new WeakMap<StepNode, { readonly earlier: readonly StepNode[]; readonly repeats: boolean }>();

function repeatsAny(node: StepNode, earlier: readonly StepNode[]): boolean {
  const known = found.get(node);
  if (known && known.earlier.length === earlier.length && known.earlier.every((one, place) => one === earlier[place])) return known.repeats;
  const repeats = earlier.some(one => saysTheSame(node, one));
  found.set(node, { earlier, repeats });
  return repeats;
}

function saysTheSame(one: StepNode, other: StepNode): boolean {
  const [a, b] = [gistOf(one), gistOf(other)];
  return (a.title !== '' && a.title === b.title) || overlap(a, b) > MOST_OVERLAP;
}

/** What is compared of a step. */
interface Gist {
  readonly title: string;
  readonly words: number;
  /** Every run of three words. */
  readonly trigrams: ReadonlySet<string>;
}

/** Each step is compared with those before it and with those after it. */
const gists: Memory<StepNode, Gist> = new WeakMap();

const gistOf = (node: StepNode): Gist => remembered(gists, node, () => readGist(node));

function readGist({ step }: StepNode): Gist {
  const words = wordsOf(step.content);
  return { title: wordsOf(displayTitle(step.title)).join(' '), words: words.length, trigrams: trigramsOf(words) };
}

const wordsOf = (text: string): string[] => text.normalize('NFKC').toLowerCase().match(WORD) ?? [];

/** The share of runs of three words that two texts have in common (Jaccard). */
function overlap(a: Gist, b: Gist): number {
  if (a.words < LEAST_WORDS || b.words < LEAST_WORDS) return 0;
  const shared = [...a.trigrams].filter(trigram => b.trigrams.has(trigram)).length;
  return shared / (a.trigrams.size + b.trigrams.size - shared);
}

const trigramsOf = (words: readonly string[]): Set<string> =>
  new Set(words.slice(2).map((word, place) => `${words[place]} ${words[place + 1]} ${word}`));
