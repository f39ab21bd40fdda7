import { parseArgs } from 'node:util';
import type { Translate } from '../engine/translate.ts';
import { UsageError } from './usageError.ts';

/** `value` is followed by one, `values` may come several times, `switch` stands alone. */
export type FlagKind = 'value' | 'values' | 'switch';
export type FlagTable = Readonly<Record<string, FlagKind>>;

/** What stood on the command line. Flags are named without their dashes. */
export interface ParsedFlags {
  /** Everything that was given for a flag, in order; a switch that was given has one empty value. */
  all(name: string): readonly string[];
  /** The last one counts. */
  value(name: string): string | undefined;
  has(name: string): boolean;
  readonly positionals: readonly string[];
}

/** Splits a command line by the flags that a command has. Throws `UsageError` for any other flag and for a missing value. */
export function parseFlags(args: readonly string[], table: FlagTable, t: Translate): ParsedFlags {
  const options = Object.fromEntries(Object.entries(table).map(([name, kind]) => [name, { type: TYPES[kind] }]));
  // Not strict, because Node's complaints are long and English only; `take` is as strict.
  const { tokens, positionals } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true });
  const given = new Map<string, string[]>();
  for (const token of tokens ?? []) {
    if (token.kind !== 'option') continue;
    given.set(token.name, [...(given.get(token.name) ?? []), take(token, table, t)]);
  }
  const all = (name: string) => given.get(name) ?? [];
  return { all, value: name => all(name).at(-1), has: name => given.has(name), positionals };
}

const TYPES = { value: 'string', values: 'string', switch: 'boolean' } as const;

interface Token {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

function take({ name, rawName, value, inlineValue }: Token, table: FlagTable, t: Translate): string {
  const kind = Object.hasOwn(table, name) ? table[name] : undefined;
  if (!kind || !rawName.startsWith('--')) throw new UsageError(t('Unknown flag {flag}.', { flag: rawName }));
  if (kind === 'switch') {
    if (value === undefined) return '';
    throw new UsageError(t('{flag} takes no value.', { flag: rawName }));
  }
  const isFlagLike = !inlineValue && value !== undefined && value.length > 1 && value.startsWith('-');
  if (!value || isFlagLike) throw new UsageError(t('{flag} needs a value.', { flag: rawName }));
  return value;
}
