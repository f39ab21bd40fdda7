/** The quotes that models open strings with, and what closes each. */
const CLOSERS: Readonly<Record<string, string>> = { '"': '"', "'": "'", '“': '”', '‘': '’' };

/** What a model may close a string with that it opened in the other script. */
const ALSO_CLOSES: Readonly<Record<string, string>> = { '"': '”', '“': '"' };

/** Whether a string may begin with this character. */
export const opensString = (char: string): boolean => char in CLOSERS;

/** A quote ends the string only where the object goes on after it (or blanks loop); else the model forgot to escape it. */
const ENDS = /.(?:\s{200}|\s*(?:\}|[,，](?:\s{200}|\s*(?:\}|["'“‘][^"'”’\n]{1,40}["'”’]\s{0,20}[:：]))))/y;
/** One of the step's own keys is no part of a text: the quote before it ends the string, even the wrong one, or one without a comma. */
const ENDS_BEFORE_FIELD = /.\s{0,200}[,，]?\s{0,200}["'“‘](?:title|content|next_?action)["'”’]\s{0,20}[:：]/iy;
const MAY_END = /.\s{0,200}(?:[,，]?\s{0,200}(?:["'“‘][^"'”’\n]{0,40}(?:["'”’]\s{0,20})?)?)?$/y;

const ESCAPE = /\\(?:u[0-9a-f]{4}|[^u])/iy;
const MAY_ESCAPE = /\\(?:u[0-9a-f]{0,3})?$/iy;
const CONTROLS: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

/** Mathematics whose backslash was not escaped, where JSON would see a tab, a line end, or a sign that no text holds. */
const COMMANDS = ['text{', 'textbf', 'textit', 'times', 'theta', 'tfrac', 'nabla', 'notin', 'right', 'rangle', 'rceil', 'rfloor', 'rho'];
const COMMAND = new RegExp(`.(?:[bf][a-z]|${COMMANDS.join('|')})`, 'y');

/** More than the beginning of a key. */
const WORDS = /\w\s+\w/;

/** The text read so far, and what came after the string once it has ended. */
export interface StringPiece {
  readonly text: string;
  readonly rest?: string;
}

/** Reads one string value that arrives in pieces: unescapes it, and tells its end from a forgotten escape. */
export class StringReader {
  private readonly closer: string;
  private readonly special: RegExp;
  /** A quote or an escape at the end of a piece, kept until what follows decides it. */
  private held = '';

  constructor(opener: string) {
    this.closer = CLOSERS[opener] ?? opener;
    this.special = new RegExp(`[\\\\${this.closer}${ALSO_CLOSES[opener] ?? ''}]`, 'g');
  }

  feed(piece: string): StringPiece {
    const text = this.held + piece;
    this.held = '';
    let out = '';
    for (let at = 0; at < text.length; ) {
      const next = this.nextSpecial(text, at);
      out += text.slice(at, next);
      if (next === text.length) break;
      const quote = text[next] !== '\\';
      if (quote && this.endsAt(text, next)) return { text: out, rest: text.slice(next + 1) };
      if (matchAt(quote ? MAY_END : MAY_ESCAPE, text, next) || mayBeCommand(text, next)) {
        this.held = text.slice(next);
        break;
      }
      const sign = quote || matchAt(COMMAND, text, next) ? (text[next] ?? '') : (matchAt(ESCAPE, text, next) ?? '\\');
      out += readEscape(sign);
      at = next + sign.length;
    }
    return { text: out };
  }

  /** The reply is over: what was held back, unless it only began the next key or an escape. */
  end(): string {
    const { held } = this;
    if (held.startsWith('\\')) return /^\\[^u]./.test(held) ? readEscape(held.slice(0, 2)) + held.slice(2) : '';
    if (WORDS.test(held)) return held;
    return held.startsWith(this.closer) ? '' : held.slice(0, 1);
  }

  private endsAt(text: string, at: number): boolean {
    const isCloser = text[at] === this.closer;
    return (isCloser && matchAt(ENDS, text, at) !== undefined) || matchAt(ENDS_BEFORE_FIELD, text, at) !== undefined;
  }

  private nextSpecial(text: string, at: number): number {
    this.special.lastIndex = at;
    return this.special.exec(text)?.index ?? text.length;
  }
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/** Whether the piece ends where a command may have begun. */
function mayBeCommand(text: string, at: number): boolean {
  const begun = text.slice(at + 1);
  return text[at] === '\\' && /^[bf]$|^[nrt]/.test(begun) && (begun.length === 1 || COMMANDS.some(name => name.startsWith(begun)));
}

function readEscape(written: string): string {
  const sign = written[1] ?? '';
  if (written.length === 6) return String.fromCharCode(Number.parseInt(written.slice(2), 16));
  // `\(` and its like are mathematics, not JSON: both characters stay.
  return CONTROLS[sign] ?? (/["'\\/“”‘’]/.test(sign) ? sign : written);
}
