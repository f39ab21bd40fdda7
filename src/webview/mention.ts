/** A file's name that is being typed after an `@`. Places are those of the text: from the `@` to the end of the name. */
export interface Mention {
  readonly start: number;
  readonly end: number;
  readonly typed: string;
}

/** An `@` within a word is part of an address; between Chinese characters there are no blanks. */
const MENTION = /(?:^|[^A-Za-z0-9_.@/-])@([^\s@,;:!?，。；：！？、]{1,100})$/u;

/** The name that stands before the caret; `undefined` where none does, or the caret is in the midst of a word. */
export function findMention(text: string, caret: number): Mention | undefined {
  if (/^[A-Za-z0-9_]/.test(text.slice(caret))) return undefined;
  const typed = MENTION.exec(text.slice(0, caret))?.[1];
  return typed === undefined ? undefined : { start: caret - typed.length - 1, end: caret, typed };
}

/** Whether the first file found is so plainly meant that Enter takes it: its name begins with what was typed. */
export const isMeant = (path: string, typed: string): boolean =>
  path
    .slice(path.lastIndexOf('/') + 1)
    .toLowerCase()
    .startsWith(typed.toLowerCase());
