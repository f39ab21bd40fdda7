import type { Output } from './shell.ts';
import { TerminalText } from './terminalText.ts';

/** Puts a style around a text that is not empty. */
export type Style = (text: string) => string;

/** Writes a model's words and our own to one output, and knows whether a line is open. */
export class Paper {
  private readonly output: Output;
  private readonly filter: TerminalText;
  private last = '\n';

  constructor(output: Output, keys: readonly string[]) {
    this.output = output;
    this.filter = new TerminalText(keys);
  }

  get isAtLineStart(): boolean {
    return this.last === '\n';
  }

  /** A piece of what a model writes; pieces need not be whole. */
  pour(piece: string, style: Style = plain): void {
    this.write(this.filter.push(piece), style);
  }

  /** Words of our own, after all that was poured. */
  say(text: string): void {
    this.settle();
    this.write(text, plain);
  }

  /** Ends the line if one is open. */
  endLine(): void {
    this.settle();
    if (!this.isAtLineStart) this.write('\n', plain);
  }

  private settle(): void {
    this.write(this.filter.end(), plain);
  }

  private write(text: string, style: Style): void {
    if (!text) return;
    this.output.write(style(text));
    this.last = text.slice(-1);
  }
}

const plain: Style = text => text;
