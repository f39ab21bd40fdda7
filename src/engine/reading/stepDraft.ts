import type { NextAction } from '../step.ts';

/** Text to append to what the reader sees; what is absent has not grown. */
export interface StepDelta {
  readonly title?: string;
  readonly content?: string;
  readonly reasoning?: string;
}

const HIGH_SURROGATE = /[\ud800-\udbff]$/;

/** A step while it is read: it only grows, and tells what is new. */
export class StepDraft {
  title = '';
  content = '';
  decision: NextAction | undefined;
  private readonly fresh = { title: '', content: '' };
  private gap = '';
  private hasWords = false;

  addTitle(text: string): void {
    this.title += text;
    this.fresh.title += text;
    this.hasWords ||= text.trim() !== '';
  }

  addContent(text: string): void {
    if (!text) return;
    this.content += this.gap + text;
    this.fresh.content += this.gap + text;
    this.gap = '';
    this.hasWords ||= text.trim() !== '';
  }

  /** What is added to the content next stands in a paragraph of its own. */
  beginPart(): void {
    this.gap = this.content ? '\n\n' : '';
  }

  /** Whether nothing of this part has been added yet. */
  startsPart(): boolean {
    return this.content === '' || this.gap !== '';
  }

  isEmpty(): boolean {
    return !this.hasWords;
  }

  /** What is new since the last call; until the `last` one, half a surrogate pair waits for its other half. */
  take(last: boolean): StepDelta {
    const title = this.takeField('title', last);
    const content = this.takeField('content', last);
    if (!title) return content ? { content } : {};
    return content ? { title, content } : { title };
  }

  private takeField(field: 'title' | 'content', last: boolean): string {
    const text = this.fresh[field];
    if (text === '') return '';
    const given = !last && HIGH_SURROGATE.test(text) ? text.slice(0, -1) : text;
    this.fresh[field] = text.slice(given.length);
    return given;
  }
}
