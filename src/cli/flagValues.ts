import type { Translate } from '../engine/translate.ts';
import type { ParsedFlags } from './flags.ts';
import { UsageError } from './usageError.ts';

/** The numbers that a flag takes, both ends included. */
export interface NumberRange {
  readonly min: number;
  readonly max: number;
  readonly isWhole: boolean;
}

/** The number given for a flag, if one is given. Throws `UsageError` for anything else. */
export function readNumber(flags: ParsedFlags, name: string, range: NumberRange, t: Translate): number | undefined {
  const text = flags.value(name);
  if (text === undefined) return undefined;
  const number = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  const { min, max, isWhole } = range;
  if (number >= min && number <= max && (!isWhole || Number.isInteger(number))) return number;
  const facts = { flag: `--${name}`, min, max, value: text };
  throw new UsageError(
    isWhole
      ? t('{flag} takes a whole number from {min} to {max}, not "{value}".', facts)
      : t('{flag} takes a number from {min} to {max}, not "{value}".', facts),
  );
}

/** The word given for a flag, if one is given. Throws `UsageError` for a word that is not among `choices`. */
export function readChoice<Choice extends string>(
  flags: ParsedFlags,
  name: string,
  choices: readonly Choice[],
  t: Translate,
): Choice | undefined {
  const text = flags.value(name);
  const choice = choices.find(one => one === text);
  if (text === undefined || choice !== undefined) return choice;
  throw new UsageError(t('{flag} takes {choices}, not "{value}".', { flag: `--${name}`, choices: choices.join(' | '), value: text }));
}
