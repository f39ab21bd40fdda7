import type { FieldListener } from './objectReader.ts';

/** So many fields in a row that say nothing new are a loop: the same step, twice more. */
const MOST_REPEATS = 6;

/** Hands the fields of a reply's objects on, and counts those that only say again what an earlier one said. */
export class RepeatCounter implements FieldListener {
  private readonly listener: FieldListener;
  private readonly said = new Set<string>();
  private field = '';
  private repeats = 0;

  constructor(listener: FieldListener) {
    this.listener = listener;
  }

  text(key: string, text: string): void {
    if (text === '') this.begin(`${key}:`);
    else this.field += text;
    this.listener.text(key, text);
  }

  value(key: string, text: string): void {
    this.begin(`${key}:${text}`);
    this.listener.value(key, text);
  }

  end(): void {
    this.begin('');
    this.listener.end();
  }

  isLoop(): boolean {
    return this.repeats >= MOST_REPEATS;
  }

  /** A field is over when the next one begins. */
  private begin(field: string): void {
    if (this.field) this.repeats = this.said.has(this.field) ? this.repeats + 1 : 0;
    this.said.add(this.field);
    this.field = field;
  }
}
