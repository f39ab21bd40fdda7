import type { PythonNumber, PythonObject, PythonValue } from './pythonValue.ts';

/** What is wrong with a text that is no JSON, in the words of pydantic's reader, and where. */
export class JsonFault extends Error {
  override readonly name = 'JsonFault';

  /** `at` counts UTF-16 units; the end of the text counts as the place of its last byte. */
  constructor(what: string, text: string, at: number) {
    super(`${what} ${placeOf(text, at)}`);
  }
}

function placeOf(text: string, at: number): string {
  const lines = text.slice(0, text[at] === '\n' ? at + 1 : at).split('\n');
  const before = new TextEncoder().encode(lines.at(-1)).length;
  const isBefore = at < text.length && text[at] !== '\n';
  return `at line ${lines.length} column ${isBefore ? before + 1 : before}`;
}

/** Reads JSON as Python does: numbers of any length, NaN and Infinity too. Throws `JsonFault`. */
export function loads(text: string): PythonValue {
  return new Reader(text).whole();
}

const SIGNS: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\', '/': '/' };
const IDENTS: Readonly<Record<string, readonly [string, PythonValue]>> = {
  t: ['true', true],
  f: ['false', false],
  n: ['null', null],
  N: ['NaN', { type: 'float', text: 'NaN' }],
  I: ['Infinity', { type: 'float', text: 'Infinity' }],
};

/** As deep as pydantic's reader goes. */
const DEEPEST = 200;

class Reader {
  private readonly text: string;
  private at = 0;
  private depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  whole(): PythonValue {
    const value = this.value();
    if (this.skip() !== undefined) throw this.fault('trailing characters');
    return value;
  }

  private fault(what: string): JsonFault {
    return new JsonFault(what, this.text, this.at);
  }

  /** The next sign that is no blank; nothing at the end. */
  private skip(): string | undefined {
    while (/[ \t\n\r]/.test(this.text[this.at] ?? '')) this.at++;
    return this.text[this.at];
  }

  private value(): PythonValue {
    const sign = this.skip();
    if (sign === undefined) throw this.fault('EOF while parsing a value');
    if (sign === '{' || sign === '[') return this.nested(sign);
    if (sign === '"') return this.string();
    if (/[-0-9]/.test(sign)) return this.number();
    const ident = IDENTS[sign];
    if (!ident) throw this.fault('expected value');
    this.word(ident[0]);
    return ident[1];
  }

  private nested(sign: '{' | '['): PythonValue {
    if (++this.depth > DEEPEST) throw this.fault('recursion limit exceeded');
    const value = sign === '{' ? this.object() : this.list();
    this.depth--;
    return value;
  }

  private word(word: string): void {
    for (const sign of word) {
      if (this.at >= this.text.length) throw this.fault('EOF while parsing a value');
      if (this.text[this.at] !== sign) throw this.fault('expected ident');
      this.at++;
    }
  }

  private object(): PythonObject {
    const entries = new Map<string, PythonValue>();
    this.at++;
    if (this.skip() === '}') return this.close(entries);
    for (;;) {
      const key = this.key(entries.size > 0);
      if (this.skip() !== ':') throw this.fault(this.isAtEnd() ? 'EOF while parsing an object' : 'expected `:`');
      this.at++;
      entries.set(key, this.value());
      const next = this.skip();
      if (next === '}') return this.close(entries);
      if (next !== ',') throw this.fault(next === undefined ? 'EOF while parsing an object' : 'expected `,` or `}`');
      this.at++;
    }
  }

  private key(isAfterComma: boolean): string {
    const sign = this.skip();
    if (sign === '"') return this.string();
    if (sign === undefined) throw this.fault(isAfterComma ? 'EOF while parsing a value' : 'EOF while parsing an object');
    throw this.fault(isAfterComma && sign === '}' ? 'trailing comma' : 'key must be a string');
  }

  private list(): PythonValue[] {
    const items: PythonValue[] = [];
    this.at++;
    if (this.skip() === ']') return this.close(items);
    if (this.isAtEnd()) throw this.fault('EOF while parsing a list');
    for (;;) {
      items.push(this.value());
      const next = this.skip();
      if (next === ']') return this.close(items);
      if (next !== ',') throw this.fault(next === undefined ? 'EOF while parsing a list' : 'expected `,` or `]`');
      this.at++;
      if (this.skip() === ']') throw this.fault('trailing comma');
    }
  }

  private isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  private close<T>(value: T): T {
    this.at++;
    return value;
  }

  private string(): string {
    let text = '';
    for (this.at++; ; ) {
      const sign = this.text[this.at];
      if (sign === undefined) throw this.fault('EOF while parsing a string');
      if (sign === '"') return this.close(text);
      if (sign < ' ') throw this.fault('control character (\\u0000-\\u001F) found while parsing a string');
      this.at++;
      text += sign === '\\' ? this.escape() : sign;
    }
  }

  private escape(): string {
    const sign = this.text[this.at];
    if (sign === undefined) throw this.fault('EOF while parsing a string');
    const known = SIGNS[sign];
    if (known === undefined && sign !== 'u') throw this.fault('invalid escape');
    this.at++;
    return known ?? this.unicode();
  }

  private unicode(): string {
    const first = this.hex();
    if (first < 0xd800 || first > 0xdfff) return String.fromCharCode(first);
    if (first >= 0xdc00) return this.refuse('lone leading surrogate in hex escape', -1);
    for (const sign of '\\u') {
      if (this.isAtEnd()) throw this.fault('EOF while parsing a string');
      if (this.text[this.at] !== sign) throw this.fault('unexpected end of hex escape');
      this.at++;
    }
    const second = this.hex();
    if (second < 0xdc00 || second > 0xdfff) return this.refuse('lone leading surrogate in hex escape', -1);
    return String.fromCharCode(first, second);
  }

  private refuse(what: string, offset: number): never {
    this.at += offset;
    throw this.fault(what);
  }

  private hex(): number {
    const digits = this.text.slice(this.at, this.at + 4);
    if (digits.length < 4) return this.refuse('EOF while parsing a string', digits.length);
    const wrong = digits.search(/[^0-9a-f]/i);
    if (wrong >= 0) return this.refuse('invalid escape', wrong);
    this.at += 4;
    return Number.parseInt(digits, 16);
  }

  private number(): PythonValue {
    const start = this.at;
    if (this.text[this.at] === '-') this.at++;
    if (this.text[this.at] === 'I') {
      this.word('Infinity');
      return { type: 'float', text: '-Infinity' };
    }
    if (this.text[this.at] === '0') this.at++;
    else this.digits();
    if (/[0-9]/.test(this.text[this.at] ?? '')) throw this.fault('invalid number');
    const isWhole = !this.fraction();
    return toNumber(this.text.slice(start, this.at), isWhole);
  }

  private fraction(): boolean {
    const before = this.at;
    if (this.text[this.at] === '.') {
      this.at++;
      this.digits();
    }
    if (/[eE]/.test(this.text[this.at] ?? '')) {
      this.at++;
      if (/[-+]/.test(this.text[this.at] ?? '')) this.at++;
      this.digits();
    }
    return this.at > before;
  }

  private digits(): void {
    if (this.isAtEnd()) throw this.fault('EOF while parsing a value');
    if (!/[0-9]/.test(this.text[this.at] ?? '')) throw this.fault('invalid number');
    while (/[0-9]/.test(this.text[this.at] ?? '')) this.at++;
  }
}

function toNumber(written: string, isWhole: boolean): PythonNumber {
  return isWhole ? { type: 'int', text: written === '-0' ? '0' : written } : { type: 'float', text: floatText(Number(written)) };
}

/** Both languages write the fewest digits that mean the number; they differ in when they write an exponent. */
function floatText(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const [digits = '', exponent = '0'] = value.toExponential().split('e');
  const power = Number(exponent);
  const sign = Object.is(value, -0) ? '-' : '';
  if (value !== 0 && (power < -4 || power >= 16)) return `${digits}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
  const plain = power >= 0 ? String(value) : value.toFixed(Math.min(100, digits.replace(/\D/g, '').length - 1 - power));
  return sign + (plain.includes('.') ? plain : `${plain}.0`);
}
