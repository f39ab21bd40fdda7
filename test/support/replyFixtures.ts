import { readdirSync, readFileSync } from 'node:fs';
import * as z from 'zod/mini';

const FOLDER = 'test/fixtures/replies';
const strings = z.array(z.string());

const fixtureSchema = z.strictObject({
  class: z.string(),
  name: z.string(),
  /** Server and version, a public issue, a seed program, or `constructed`. */
  origin: z.string(),
  text: z.optional(z.string()),
  /** Instead of `text`, where the frames matter. */
  pieces: z.optional(strings),
  /** The server's own deltas of reasoning. */
  reasoning: z.optional(strings),
  finish: z.string(),
  read: z.strictObject({
    title: z.string(),
    content: z.string(),
    nextAction: z.enum(['continue', 'final_answer']),
    repaired: z.boolean(),
    /** What think tags held. */
    reasoning: z.optional(z.string()),
  }),
  /** Each must stand in the title or the content. */
  words: strings,
});
/** One reply as a server sent it, and what must be read from it. */
export type ReplyFixture = z.infer<typeof fixtureSchema>;

/** The whole corpus of replies, class after class. */
export const readFixtures = (): ReplyFixture[] =>
  readdirSync(FOLDER)
    .sort()
    .flatMap(file => z.parse(z.array(fixtureSchema), JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8'))));

/** The corpus by its classes. */
export function fixturesByClass(fixtures: readonly ReplyFixture[]): ReadonlyMap<string, readonly ReplyFixture[]> {
  return new Map(fixtures.map(({ class: name }) => [name, fixtures.filter(fixture => fixture.class === name)]));
}
