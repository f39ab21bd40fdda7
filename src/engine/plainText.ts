/** Control characters but line break and tab, and what turns the writing around: text is shown in the order in which it is written. */
const UNSEEN = /[\p{Cc}\u061c\u202a-\u202e\u2066-\u2069]/gu;

/** A model's text for the clipboard or a file, which may end in a terminal: without what could steer one. */
export const withoutControls = (text: string): string =>
  text.replace(UNSEEN, character => (character === '\n' || character === '\t' ? character : ''));
