/** What our own program writes on a terminal: bold, faint and colours, and the end of them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const OWN_STYLES = /\u001b\[(?:1|2|22|32|33|36|39)m/g;
/** Erases the line that tells what is waited for. */
const OWN_ERASING = '\r\u001b[K';
const STEERING = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Every character in what was printed that could steer a terminal or turn the writing, as `U+001B`; line break and tab are none. */
export function findTerminalCodes(printed: string, isTerminal = false): readonly string[] {
  const text = isTerminal ? printed.replace(OWN_STYLES, '').replaceAll(OWN_ERASING, '') : printed;
  const found = text.match(STEERING) ?? [];
  return found.filter(character => character !== '\n' && character !== '\t').map(nameOf);
}

const nameOf = (character: string): string => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
