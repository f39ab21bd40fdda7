import type { Translate } from '../../engine/translate.ts';
import type { Shard } from '../../evaluation/plan.ts';
import type { EndpointFlags } from '../arguments.ts';
import type { FlagTable, ParsedFlags } from '../flags.ts';
import { type NumberRange, readNumber } from '../flagValues.ts';
import { STRATEGY_NAMES } from '../runStrategy.ts';
import { readThinking, THINKING, type ThinkingOptions } from '../thinkingFlags.ts';
import { UsageError } from '../usageError.ts';

/** `stepwise evaluate`, checked. */
export interface EvaluateOptions extends EndpointFlags, ThinkingOptions {
  /** Names of built-in suites and paths of JSON Lines; empty: all built-in ones. */
  readonly suites: readonly string[];
  readonly strategies: readonly string[];
  readonly samples: number;
  readonly seed: number;
  /** The first so many of each suite; `undefined`: all of a file, and the usual number of a built-in one. */
  readonly questions?: number | undefined;
  /** Questions that are asked at once. */
  readonly concurrency: number;
  readonly shard?: Shard | undefined;
  /** A folder. */
  readonly out: string;
  /** `undefined`: the questions are asked one by one. */
  readonly batch?: BatchFile | undefined;
}

/** Requests to be carried out by somebody else, or what came of them. */
export interface BatchFile {
  readonly way: 'export' | 'import';
  readonly file: string;
}

/** `stepwise merge`, checked. */
export interface MergeOptions {
  readonly folders: readonly string[];
  readonly out: string;
}

export const EVALUATE_FLAGS: FlagTable = {
  suite: 'values',
  strategies: 'value',
  samples: 'value',
  seed: 'value',
  questions: 'value',
  concurrency: 'value',
  shard: 'value',
  'base-url': 'value',
  model: 'value',
  ...THINKING,
  out: 'value',
  'export-batch': 'value',
  'import-batch': 'value',
};
export const MERGE_FLAGS: FlagTable = { out: 'value' };

const USUAL_STRATEGIES = ['direct', 'chain'];
const USUAL_CONCURRENCY = 2;

const SAMPLES: NumberRange = { min: 1, max: 1000, isWhole: true };
const SEED: NumberRange = { min: 0, max: 2 ** 31 - 1, isWhole: true };
const QUESTIONS: NumberRange = { min: 1, max: 1_000_000, isWhole: true };
const CONCURRENCY: NumberRange = { min: 1, max: 1000, isWhole: true };

/** Reads the flags of `evaluate`. Throws `UsageError`. */
export function readEvaluate(flags: ParsedFlags, t: Translate): EvaluateOptions {
  if (flags.positionals.length > 0) throw new UsageError(t('"{command}" takes no words.', { command: 'evaluate' }));
  return {
    suites: flags.all('suite'),
    strategies: readStrategies(flags, t),
    samples: readNumber(flags, 'samples', SAMPLES, t) ?? 1,
    seed: readNumber(flags, 'seed', SEED, t) ?? 1,
    questions: readNumber(flags, 'questions', QUESTIONS, t),
    concurrency: readNumber(flags, 'concurrency', CONCURRENCY, t) ?? USUAL_CONCURRENCY,
    shard: readShard(flags, t),
    baseUrl: flags.value('base-url'),
    model: flags.value('model'),
    ...readThinking(flags, t),
    out: readOut(flags, t),
    batch: readBatch(flags, t),
  };
}

/** Reads the flags of `merge`. Throws `UsageError`. */
export function readMerge(flags: ParsedFlags, t: Translate): MergeOptions {
  if (flags.positionals.length === 0) throw new UsageError(t('"merge" takes the folders that are to be joined.'));
  return { folders: flags.positionals, out: readOut(flags, t) };
}

function readOut(flags: ParsedFlags, t: Translate): string {
  const out = flags.value('out');
  if (out === undefined) throw new UsageError(t('--out DIR is missing: the folder for the results.'));
  return out;
}

function readStrategies(flags: ParsedFlags, t: Translate): readonly string[] {
  const names = flags.value('strategies')?.split(',') ?? USUAL_STRATEGIES;
  const strange = names.find((name, at) => !STRATEGY_NAMES.includes(name) || names.indexOf(name) !== at);
  if (strange === undefined) return names;
  const facts = { choices: STRATEGY_NAMES.join(', '), value: strange };
  throw new UsageError(t('--strategies takes some of {choices}, each once and with commas between them, not "{value}".', facts));
}

function readShard(flags: ParsedFlags, t: Translate): Shard | undefined {
  const text = flags.value('shard');
  if (text === undefined) return undefined;
  const [index = 0, count = 0] = (/^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? []).slice(1).map(Number);
  if (index >= 1 && index <= count) return { index, count };
  throw new UsageError(t('--shard takes I/N, such as 1/4 for the first of four parts, not "{value}".', { value: text }));
}

function readBatch(flags: ParsedFlags, t: Translate): BatchFile | undefined {
  const [toWrite, toRead] = [flags.value('export-batch'), flags.value('import-batch')];
  if (toWrite !== undefined && toRead !== undefined) throw new UsageError(t('--export-batch and --import-batch cannot go together.'));
  if (toWrite !== undefined) return { way: 'export', file: toWrite };
  return toRead === undefined ? undefined : { way: 'import', file: toRead };
}
