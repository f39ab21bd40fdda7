import { readdirSync, readFileSync } from 'node:fs';
import * as z from 'zod/mini';

const FOLDER = 'test/fixtures/hostile';

const pieceSchema = z.strictObject({ text: z.string(), times: z.int().check(z.minimum(1)) });
const common = { id: z.string(), class: z.string(), word: z.string().check(z.regex(/^seen[A-Za-z]+\d+$/)) };
const stringSchema = z.union([
  z.strictObject({ ...common, text: z.string() }),
  /** Too long to be written out. */
  z.strictObject({ ...common, pieces: z.array(pieceSchema).check(z.minLength(1)) }),
]);

/** A text that a model, a server or a file name may hold, to harm whoever shows it. */
export interface HostileString {
  readonly id: string;
  readonly class: string;
  readonly pieces: readonly { readonly text: string; readonly times: number }[];
  /** Stands in the text, and has to be seen wherever the text is shown. */
  readonly word: string;
}

/** The corpus: every string of `test/fixtures/hostile`, in the order of its files. */
export const hostileStrings: readonly HostileString[] = readdirSync(FOLDER)
  .sort()
  .flatMap(file => z.parse(z.array(stringSchema), JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8'))))
  .map(one => ('text' in one ? { id: one.id, class: one.class, word: one.word, pieces: [{ text: one.text, times: 1 }] } : one));

/** A string as it is, whole. */
export const textOf = ({ pieces }: HostileString): string => pieces.map(({ text, times }) => text.repeat(times)).join('');

/** Its length in characters. */
export const lengthOf = ({ pieces }: HostileString): number => pieces.reduce((sum, { text, times }) => sum + text.length * times, 0);

/** As much text that harms nobody: what it takes, a busy machine takes for any text. */
export const harmlessTwin = (one: HostileString): HostileString => ({
  ...one,
  pieces: [{ text: 'A few words. ', times: Math.ceil(lengthOf(one) / 13) }],
});

/** Strings that are long enough to be given to each reader apart. */
export const isHuge = (one: HostileString): boolean => lengthOf(one) > 20_000;
