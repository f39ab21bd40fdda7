import { assertNever } from '../assertNever.ts';
import { flattenJson } from './flattenValue.ts';
import { opensString, StringReader } from './stringReader.ts';

/** Where an object's fields go while they are read. */
export interface FieldListener {
  /** A string value that grows; called with the empty string where it begins. */
  text(key: string, text: string): void;
  /** A value that is no string, whole and flattened to text. */
  value(key: string, text: string): void;
  /** The object is over. */
  end(): void;
}

/** A key that is words: they were never meant as one. */
const WORDS = /\S\s+\S/;

/** Reads the one flat object that a step is, as it arrives, whatever the order of its keys; the opening brace has been taken. */
export class ObjectReader {
  private readonly listener: FieldListener;
  private state: 'between' | 'key' | 'colon' | 'value' | 'text' | 'bare' | 'nested' = 'between';
  private key = '';
  private value = '';
  private string: StringReader | undefined;
  private depth = 0;
  /** Inside a string of a nested value, and after a backslash there. */
  private quoted = false;
  private escaped = false;
  private closed = false;

  constructor(listener: FieldListener) {
    this.listener = listener;
  }

  /** Reads on; what came after the closing brace, once the object is whole. */
  feed(piece: string): string | undefined {
    let text = piece;
    while (text && !this.closed) text = this.state === 'text' ? this.readText(text) : this.readSigns(text);
    return this.closed ? text : undefined;
  }

  /** Whether blanks would be part of a value now. */
  isInString(): boolean {
    return this.state === 'text' || (this.state === 'nested' && this.quoted);
  }

  /** Ends an object that the reply left open. */
  end(): void {
    if (this.state === 'bare' || this.state === 'nested') this.endValue();
    if (this.state === 'text') this.endText();
    if (this.state === 'key' || this.state === 'colon') this.keepWords();
    this.listener.end();
  }

  private endText(): void {
    const rest = this.string?.end();
    if (rest) this.listener.text(this.key, rest);
  }

  /** A key without a value says something, unless the token limit cut it. */
  private keepWords(): void {
    if (WORDS.test(this.key)) this.listener.value('', this.key);
  }

  private close(): void {
    this.closed = true;
    this.listener.end();
  }

  private readText(text: string): string {
    const piece = this.string?.feed(text) ?? { text: '', rest: text };
    if (piece.text) this.listener.text(this.key, piece.text);
    if (piece.rest !== undefined) this.state = 'between';
    return piece.rest ?? '';
  }

  /** Reads character by character until a string value begins or the object is closed; gives what is left. */
  private readSigns(text: string): string {
    for (let at = 0; at < text.length; at++) {
      this.readSign(text[at] ?? '');
      if (this.closed || this.state === 'text') return text.slice(at + 1);
    }
    return '';
  }

  private readSign(char: string): void {
    switch (this.state) {
      case 'between':
        return this.readBetween(char);
      case 'key':
        return this.readKey(char);
      case 'colon':
        return this.readColon(char);
      case 'value':
        return this.beginValue(char);
      case 'bare':
        return this.readBare(char);
      case 'nested':
        return this.readNested(char);
      case 'text':
        return;
      default:
        return assertNever(this.state);
    }
  }

  private readBetween(char: string): void {
    if (char === '}') this.close();
    else if (!/[\s,，]/.test(char)) {
      this.key = opensString(char) ? '' : char;
      this.state = 'key';
    }
  }

  private readKey(char: string): void {
    if (/["'”’]/.test(char)) this.state = 'colon';
    else if (isColon(char)) this.state = 'value';
    else this.key += char;
  }

  private readColon(char: string): void {
    if (isColon(char)) this.state = 'value';
    else if (char === '}') {
      this.listener.value('', this.key);
      this.close();
    } else if (!/\s/.test(char)) this.key += char;
  }

  private beginValue(char: string): void {
    if (/\s/.test(char)) return;
    if (opensString(char)) return this.beginText(char);
    this.state = char === '{' || char === '[' ? 'nested' : 'bare';
    this.readSign(char);
  }

  private beginText(opener: string): void {
    this.string = new StringReader(opener);
    this.state = 'text';
    this.listener.text(this.key, '');
  }

  private readBare(char: string): void {
    if (/[,，}]/.test(char)) this.endValue();
    else this.value += char;
    if (char === '}') this.close();
  }

  private readNested(char: string): void {
    this.value += char;
    if (char === '"' && !this.escaped) this.quoted = !this.quoted;
    this.escaped = char === '\\' && !this.escaped;
    if (this.quoted) return;
    if (char === '{' || char === '[') this.depth++;
    if ((char === '}' || char === ']') && --this.depth === 0) this.endValue();
  }

  private endValue(): void {
    this.listener.value(this.key, flattenJson(this.value));
    this.value = '';
    this.state = 'between';
  }
}

const isColon = (char: string): boolean => char === ':' || char === '：';
