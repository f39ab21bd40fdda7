/** A text that announces more often than this says nothing; a phrase that is longer is none. */
const MOST_PHRASES = 20;
const MOST_CHARACTERS = 1000;

/** What follows a word that announces an answer, the last first. */
export function answerPhrases(text: string): readonly string[] {
  const found = [...marksIn(text, BOX, phraseInBox), ...MARKS.flatMap(mark => marksIn(text, mark, lineAt))];
  const last = found.sort((one, other) => other.start - one.start).slice(0, MOST_PHRASES);
  return last.map(({ start, read }) => read(text.slice(start, start + MOST_CHARACTERS)));
}

/** Where a phrase begins, and how to find its end. */
interface Marked {
  readonly start: number;
  readonly read: (rest: string) => string;
}

const BOX = /\\(?:boxed|fbox)\s*\{/g;
const COPULA = "(?:is|are|was|would be|must be|should be|will be|=)(?![\\p{L}'’])\\s*:?|:";
const MARKS: readonly RegExp[] = [
  new RegExp(
    `\\b(?:answer|solution|(?:correct|right|best) (?:option|choice|statement))(?: (?:to|for|here|therefore)[^.:\\n]{0,80}?)?\\s*(?:${COPULA})`,
    'giu',
  ),
  /(?:答案|正确选项|正确的选项)\s*(?:应该|应当|应|就|便)?\s*(?:(?:[为选]|是(?!否[^\s。,.!]))\s*:?|[:=])/gu,
  /^[ \t]*答[ \t]*:/gmu,
  /^[ \t]*####(?=\s*-?\S)/gm,
  /(?:故|应|应该|因此|所以|我|正确)?(?<![不别没])选(?:择|项)?\s*(?:是|为|:)?\s*(?=\(?[A-H](?![A-Za-z]))/gu,
  /^[ \t]*(?:final )?answer[ \t]*$/gimu,
];

const marksIn = (text: string, mark: RegExp, read: Marked['read']): Marked[] =>
  [...text.matchAll(mark)].map(({ 0: found, index }) => ({ start: index + found.length, read }));

/** The rest of the line, or the next line that holds anything. */
const lineAt = (rest: string): string => rest.trimStart().split('\n', 1)[0] ?? '';

function phraseInBox(rest: string): string {
  let depth = 1;
  for (let at = 0; at < rest.length; at += 1) {
    if (rest[at] === '{') depth += 1;
    if (rest[at] === '}') depth -= 1;
    if (depth === 0) return rest.slice(0, at);
  }
  return rest;
}
