import { assertNever } from '../engine/assertNever.ts';
import type { Translate } from '../engine/translate.ts';
import {
  EVALUATE_FLAGS,
  type EvaluateOptions,
  MERGE_FLAGS,
  type MergeOptions,
  readEvaluate,
  readMerge,
} from './evaluate/evaluateArguments.ts';
import { type FlagTable, type ParsedFlags, parseFlags } from './flags.ts';
import { readChoice } from './flagValues.ts';
import { isReenacted, STRATEGY_NAMES } from './runStrategy.ts';
import { LIMITS, readConcurrency, readThinking, THINKING, type ThinkingOptions } from './thinkingFlags.ts';
import { UI_LANGUAGES } from './uiLanguage.ts';
import { UsageError } from './usageError.ts';

/** Which endpoint the flags name; what they leave open the environment may say. */
export interface EndpointFlags {
  readonly baseUrl?: string | undefined;
  readonly model?: string | undefined;
}

/** `stepwise ask`, checked. */
export interface AskOptions extends EndpointFlags, ThinkingOptions {
  readonly question?: string | undefined;
  /** `PATH`, `PATH:FIRST-LAST` or `-`. */
  readonly files: readonly string[];
  readonly strategy: string;
  readonly concurrency: number;
  readonly trace?: string | undefined;
  readonly output: 'text' | 'json' | 'markdown';
  readonly isQuiet: boolean;
}

/** `stepwise models`, checked. */
export interface ModelsOptions extends EndpointFlags {
  readonly isJson: boolean;
}

/** `stepwise doctor`, checked. */
export interface DoctorOptions extends EndpointFlags {
  readonly isJson: boolean;
}

/** `stepwise replay`, checked. */
export interface ReplayOptions {
  /** A path, or `-`. */
  readonly file: string;
  readonly output: 'text' | 'markdown';
  readonly isQuiet: boolean;
}

export const COMMANDS = ['ask', 'models', 'doctor', 'replay', 'evaluate', 'merge'] as const;
export type CommandName = (typeof COMMANDS)[number];

/** What the program is asked to do. */
export type Command =
  | { readonly name: 'ask'; readonly options: AskOptions }
  | { readonly name: 'models'; readonly options: ModelsOptions }
  | { readonly name: 'doctor'; readonly options: DoctorOptions }
  | { readonly name: 'replay'; readonly options: ReplayOptions }
  | { readonly name: 'evaluate'; readonly options: EvaluateOptions }
  | { readonly name: 'merge'; readonly options: MergeOptions }
  | { readonly name: 'help'; readonly about?: CommandName }
  | { readonly name: 'version' };

const COMMON: FlagTable = { help: 'switch', 'ui-language': 'value' };
const ASK: FlagTable = {
  ...COMMON,
  file: 'values',
  'base-url': 'value',
  model: 'value',
  strategy: 'value',
  concurrency: 'value',
  ...THINKING,
  trace: 'value',
  json: 'switch',
  markdown: 'switch',
  quiet: 'switch',
};
const MODELS: FlagTable = { ...COMMON, 'base-url': 'value', json: 'switch' };
const DOCTOR: FlagTable = { ...MODELS, model: 'value' };
const REPLAY: FlagTable = { ...COMMON, markdown: 'switch', quiet: 'switch' };
const FLAGS: Readonly<Record<CommandName, FlagTable>> = {
  ask: ASK,
  models: MODELS,
  doctor: DOCTOR,
  replay: REPLAY,
  evaluate: { ...COMMON, ...EVALUATE_FLAGS },
  merge: { ...COMMON, ...MERGE_FLAGS },
};
const NO_COMMAND: FlagTable = { ...COMMON, version: 'switch' };

/** Reads the command line (without the program's own name). Throws `UsageError`. */
export function parseArguments(args: readonly string[], t: Translate): Command {
  const [first = '', ...rest] = args;
  const name = COMMANDS.find(command => command === first);
  if (!name) return parseWithoutCommand(args, t);
  const flags = parseFlags(rest, FLAGS[name], t);
  readChoice(flags, 'ui-language', UI_LANGUAGES, t);
  if (flags.has('help')) return { name: 'help', about: name };
  return readCommand(name, flags, t);
}

function readCommand(name: CommandName, flags: ParsedFlags, t: Translate): Command {
  switch (name) {
    case 'ask':
      return { name, options: readAsk(flags, t) };
    case 'models':
      return { name, options: readModels(flags, t) };
    case 'doctor':
      return { name, options: readDoctor(flags, t) };
    case 'replay':
      return { name, options: readReplay(flags, t) };
    case 'evaluate':
      return { name, options: readEvaluate(flags, t) };
    case 'merge':
      return { name, options: readMerge(flags, t) };
    default:
      return assertNever(name);
  }
}

function parseWithoutCommand(args: readonly string[], t: Translate): Command {
  const flags = parseFlags(args, NO_COMMAND, t);
  readChoice(flags, 'ui-language', UI_LANGUAGES, t);
  const [word] = flags.positionals;
  if (flags.has('version')) return { name: 'version' };
  if (flags.has('help')) return { name: 'help' };
  throw new UsageError(word === undefined ? t('No command.') : t('Unknown command "{command}".', { command: word }));
}

function readModels(flags: ParsedFlags, t: Translate): ModelsOptions {
  refuseWords('models', flags, t);
  return { baseUrl: flags.value('base-url'), isJson: flags.has('json') };
}

function readDoctor(flags: ParsedFlags, t: Translate): DoctorOptions {
  refuseWords('doctor', flags, t);
  return { baseUrl: flags.value('base-url'), model: flags.value('model'), isJson: flags.has('json') };
}

function readReplay(flags: ParsedFlags, t: Translate): ReplayOptions {
  const [file, ...more] = flags.positionals;
  if (file === undefined || more.length > 0) throw new UsageError(t('"replay" takes one file.'));
  return { file, output: flags.has('markdown') ? 'markdown' : 'text', isQuiet: flags.has('quiet') };
}

function refuseWords(command: CommandName, { positionals }: ParsedFlags, t: Translate): void {
  if (positionals.length > 0) throw new UsageError(t('"{command}" takes no words.', { command }));
}

function readAsk(flags: ParsedFlags, t: Translate): AskOptions {
  const [question, ...more] = flags.positionals;
  if (more.length > 0) throw new UsageError(t('The question has to be one argument. Put it in quotes.'));
  if (question?.trim() === '') throw new UsageError(t('The question is empty.'));
  if (flags.has('json') && flags.has('markdown')) throw new UsageError(t('--json and --markdown cannot go together.'));
  if (flags.all('file').filter(file => file === '-').length > 1) throw new UsageError(t('--file - can be given only once.'));
  const strategy = readChoice(flags, 'strategy', STRATEGY_NAMES, t) ?? 'chain';
  if (isReenacted(strategy)) refuseLimits(strategy, flags, t);
  return {
    question,
    files: flags.all('file'),
    baseUrl: flags.value('base-url'),
    model: flags.value('model'),
    strategy,
    concurrency: readConcurrency(flags, t),
    ...readThinking(flags, t),
    trace: flags.value('trace'),
    output: flags.has('json') ? 'json' : flags.has('markdown') ? 'markdown' : 'text',
    isQuiet: flags.has('quiet'),
  };
}

function refuseLimits(strategy: string, flags: ParsedFlags, t: Translate): void {
  const given = Object.keys(LIMITS).find(name => flags.has(name));
  if (given)
    throw new UsageError(t('{strategy} re-enacts a program with limits of its own. Leave out --{flag}.', { strategy, flag: given }));
}
