import type { Generate, SuiteQuestion } from '../suite.ts';
import { createRandom, type Random } from './random.ts';

export type SuiteLanguage = 'en' | 'zh';
type Draft = Omit<SuiteQuestion, 'id'>;

/** Draws one question. `turn` counts the questions of this language, from 0. */
export type Draw = (random: Random, language: SuiteLanguage, turn: number) => Draft;

/** So many draws in a row that bring nothing new: the suite has been asked empty. */
const MOST_REPEATS = 2000;

/** A suite from a way to draw one question: English and Chinese in turn, no question twice. */
export function makeSuite(name: string, draw: Draw): Generate {
  return (seed, count) => {
    const random = createRandom(seed);
    const asked = new Set<string>();
    return Array.from({ length: count }, (_, index) => {
      const draft = drawNew(asked, () => draw(random, index % 2 === 0 ? 'en' : 'zh', Math.floor(index / 2)));
      if (!draft) throw new RangeError(`The suite ${name} has no ${count} different questions: it was asked empty after ${index}.`);
      asked.add(draft.question);
      return { id: `${name}-${seed}-${index + 1}`, ...draft };
    });
  };
}

function drawNew(asked: ReadonlySet<string>, draw: () => Draft): Draft | undefined {
  for (let repeats = 0; repeats < MOST_REPEATS; repeats += 1) {
    const draft = draw();
    if (!asked.has(draft.question)) return draft;
  }
  return undefined;
}
