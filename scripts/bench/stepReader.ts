/** `npm run bench`: four times the text should cost the step reader at most five times the work. Prints CPU milliseconds, best of seven, and their ratio. */
import { StepReader } from '../../src/engine/reading/stepReader.ts';

const SMALL = 100_000;
const PIECE = 4;
const ROUNDS = 7;

const repeat = (words: string, length: number): string => words.repeat(Math.ceil(length / words.length));
const kinds: Readonly<Record<string, (length: number) => string>> = {
  object: length => JSON.stringify({ title: 'T', content: repeat('a "quoted" word, {code: 1}\n', length), next_action: 'continue' }),
  'marked lines': length => `## T\n${repeat('words and {code: 1} here\n', length)}NEXT: continue`,
  'nested value': length => JSON.stringify({ title: 'T', content: Array(Math.ceil(length / 20)).fill({ a: 'some words' }) }),
  'think block': length => `<think>${repeat('a < b and ', length)}</think>{"title":"T"}`,
  'blanks in a loop': length => `{"title":"T"${repeat(' \n', length)}`,
  'brackets in a loop': length => repeat('[', length),
};

for (const [name, make] of Object.entries(kinds)) {
  const [small, large] = [cost(make(SMALL)), cost(make(4 * SMALL))];
  console.log(
    `${name.padEnd(20)} ${small.toFixed(0).padStart(5)} ms ${large.toFixed(0).padStart(6)} ms  ratio ${(large / small).toFixed(1)}`,
  );
}

function cost(text: string): number {
  return Math.min(...Array.from({ length: ROUNDS }, () => readOnce(text)));
}

function readOnce(text: string): number {
  const before = process.cpuUsage();
  const reader = new StepReader();
  for (let at = 0; at < text.length; at += PIECE) reader.feed(text.slice(at, at + PIECE));
  reader.end();
  reader.result();
  return process.cpuUsage(before).user / 1000;
}
