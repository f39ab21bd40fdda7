import { lengthOfBeginning, spellingsOf, withoutSecrets } from '../model/secrets.ts';

/** Escape sequences whole: with parameters, with a text (title, link, clipboard), and short ones. */
const SEQUENCE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|(?:\u001b[\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)|\u001b[ -/]*[0-Z\\^-~]/g;
/** The beginning of one, at the end of what has arrived. */
const SEQUENCE_BEGUN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /(?:(?:\u001b\[|\u009b)[0-?]*[ -/]*|(?:\u001b[\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u009c]*\u001b?|\u001b[ -/]*)$/;
/** What would move the cursor, ring or turn the writing around. */
const CONTROL = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const MAX_HELD = 4096;

/** Makes text of a model or a server fit for a terminal while it arrives: no escape sequences, no control characters but line break and tab, no keys. */
export class TerminalText {
  private readonly spellings: readonly string[];
  private held = '';

  constructor(keys: readonly string[]) {
    this.spellings = keys.flatMap(spellingsOf);
  }

  /** What can be shown now; the beginning of a sequence or a key waits for its end. */
  push(piece: string): string {
    const text = withoutSecrets((this.held + piece).replace(SEQUENCE, ''), this.spellings);
    const begun = Math.max(SEQUENCE_BEGUN.exec(text)?.[0].length ?? 0, lengthOfBeginning(text, this.spellings));
    const keep = begun > MAX_HELD ? 0 : begun;
    this.held = text.slice(text.length - keep);
    return clean(text.slice(0, text.length - keep));
  }

  /** What was still waiting. */
  end(): string {
    const text = clean(this.held);
    this.held = '';
    return text;
  }
}

/** A whole text made fit for a terminal. */
export function toTerminalText(text: string, keys: readonly string[]): string {
  const filter = new TerminalText(keys);
  return filter.push(text) + filter.end();
}

const clean = (text: string): string => text.replace(CONTROL, character => (character === '\n' || character === '\t' ? character : ''));
