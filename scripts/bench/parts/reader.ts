import { StepReader } from '../../../src/engine/reading/stepReader.ts';
import { atMost, type Part } from '../part.ts';

const SMALL = 100_000;
const PIECE = 4;
const ROUNDS = 7;
const MOST_TIMES = 5;

const repeat = (words: string, length: number): string => words.repeat(Math.ceil(length / words.length));
const FORMS: Readonly<Record<string, (length: number) => string>> = {
  'an object': length => JSON.stringify({ title: 'T', content: repeat('a "quoted" word, {code: 1}\n', length), next_action: 'continue' }),
  'marked lines': length => `## T\n${repeat('words and {code: 1} here\n', length)}NEXT: continue`,
  'a nested value': length => JSON.stringify({ title: 'T', content: Array(Math.ceil(length / 20)).fill({ a: 'some words' }) }),
  'a think block': length => `<think>${repeat('a < b and ', length)}</think>{"title":"T"}`,
  'blanks in a loop': length => `{"title":"T"${repeat(' \n', length)}`,
  'brackets in a loop': length => repeat('[', length),
};

/** Four times the text should cost the step reader at most five times the work. */
export const reader: Part = {
  name: 'reader',
  about: 'processor time of the step reader for 400 KB of one step, in times of that for 100 KB (best of seven)',
  measure: async tell => {
    for (const [form, make] of Object.entries(FORMS))
      tell(atMost(form, costMs(make(4 * SMALL)) / costMs(make(SMALL)), MOST_TIMES, 'times'));
  },
};

const costMs = (text: string): number => Math.min(...Array.from({ length: ROUNDS }, () => readOnce(text)));

function readOnce(text: string): number {
  const before = process.cpuUsage();
  const stepReader = new StepReader();
  for (let at = 0; at < text.length; at += PIECE) stepReader.feed(text.slice(at, at + PIECE));
  stepReader.end();
  stepReader.result();
  return process.cpuUsage(before).user / 1000;
}
