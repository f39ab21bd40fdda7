/** The quotes that models open strings with, and what closes each. */
const CLOSERS: Readonly<Record<string, string>> = { '"': '"', "'": "'", '“': '”', '‘': '’' };

/** Whether a string may begin with this character. */
export const opensString = (char: string): boolean => char in CLOSERS;

/** A quote ends the string only where the object goes on after it (or blanks loop); else the model forgot to escape it. */
const ENDS = /.(?:\s{200}|\s*(?:\}|[,，](?:\s{200}|\s*(?:\}|["'“‘][^"'”’\n]{1,40}["'”’]\s{0,20}[:：]))))/y;
const MAY_END = /.\s*(?:[,，]\s*(?:["'“‘][^"'”’\n]{0,40}(?:["'”’]\s{0,20})?)?)?$/y;

const ESCAPE = /\\(?:u[0-9a-f]{4}|[^u])/iy;
const MAY_ESCAPE = /\\(?:u[0-9a-f]{0,3})?$/iy;
const CONTROLS: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

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
    this.special = new RegExp(`[\\\\${this.closer}]`, 'g');
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
      if (quote && matchAt(ENDS, text, next)) return { text: out, rest: text.slice(next + 1) };
      if (matchAt(quote ? MAY_END : MAY_ESCAPE, text, next)) {
        this.held = text.slice(next);
        break;
      }
      const sign = quote ? this.closer : (matchAt(ESCAPE, text, next) ?? '\\');
      out += quote ? sign : readEscape(sign);
      at = next + sign.length;
    }
    return { text: out };
  }

  /** The reply is over: what was held back, unless it only began the next key. */
  end(): string {
    return WORDS.test(this.held) ? this.held : '';
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

function readEscape(written: string): string {
  const sign = written[1] ?? '';
  if (written.length === 6) return String.fromCharCode(Number.parseInt(written.slice(2), 16));
  // `\(` and its like are mathematics, not JSON: both characters stay.
  return CONTROLS[sign] ?? (/["'\\/“”‘’]/.test(sign) ? sign : written);
}
