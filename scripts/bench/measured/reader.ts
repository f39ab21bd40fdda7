import { StepReader } from '../../../src/engine/reading/stepReader.ts';

const SMALL = 100_000;
const PIECE = 4;
const ROUNDS = 7;
const TIMES = 4;

const repeat = (words: string, length: number): string => words.repeat(Math.ceil(length / words.length));
const FORMS: Readonly<Record<string, (length: number) => string>> = {
  'an object': length => JSON.stringify({ title: 'T', content: repeat('a "quoted" word, {code: 1}\n', length), next_action: 'continue' }),
  'marked lines': length => `## T\n${repeat('words and {code: 1} here\n', length)}NEXT: continue`,
  'a nested value': length => JSON.stringify({ title: 'T', content: Array(Math.ceil(length / 20)).fill({ a: 'some words' }) }),
  'a think block': length => `<think>${repeat('a < b and ', length)}</think>{"title":"T"}`,
  'blanks in a loop': length => `{"title":"T"${repeat(' \n', length)}`,
  'brackets in a loop': length => repeat('[', length),
};

/** Both take equally long where the cost is in proportion, so that a busy machine spoils both alike. */
function ratioOf(make: (length: number) => string): number {
  const [small, large] = [make(SMALL), make(TIMES * SMALL)];
  const costs = Array.from({ length: ROUNDS }, () => [costMs(small, TIMES), costMs(large, 1)] as const);
  return (TIMES * Math.min(...costs.map(([, one]) => one))) / Math.min(...costs.map(([many]) => many));
}

function costMs(text: string, times: number): number {
  const before = process.cpuUsage();
  for (let time = 0; time < times; time++) readOnce(text);
  return process.cpuUsage(before).user / 1000;
}

function readOnce(text: string): void {
  const stepReader = new StepReader();
  for (let at = 0; at < text.length; at += PIECE) stepReader.feed(text.slice(at, at + PIECE));
  stepReader.end();
  stepReader.result();
}

process.stdout.write(JSON.stringify(Object.entries(FORMS).map(([form, make]) => [form, ratioOf(make)] as const)));
