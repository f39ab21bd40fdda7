/** A reply's text parted into what the reader asked for and the model's own reasoning. */
export interface Parted {
  readonly visible: string;
  readonly reasoning: string;
}

const TAG = '(?:think|thinking|thought|reasoning)';
const OPEN = new RegExp(`^\\s*<${TAG}>`, 'i');
const CLOSED = new RegExp(`^\\s*</${TAG}>`, 'i');
const CLOSE = new RegExp(`</${TAG}>`, 'i');
/** More blanks than this at the beginning are a loop, which is not waited for. */
const MAYBE_OPEN = /^\s{0,200}(?:<\/?[a-z]{0,9})?$/i;
const LONGEST_CLOSE = '</reasoning>'.length;

/**
 * Takes a think block off the front of a reply that arrives in pieces. Only a tag at the very beginning counts,
 * so that one inside code is left alone; a block that is never closed is all reasoning. A closing tag after words
 * that no tag opened comes too late: the words have been shown, and stay.
 */
export class ThinkFilter {
  private state: 'start' | 'thinking' | 'visible' = 'start';
  private held = '';
  private justPassedTag = false;

  feed(text: string): Parted {
    this.hold(text);
    if (this.state === 'start') this.lookForOpening();
    const reasoning = this.state === 'thinking' ? this.think() : '';
    return { visible: this.state === 'visible' ? this.release(0) : '', reasoning };
  }

  end(): Parted {
    const rest = this.release(0);
    return this.state === 'thinking' ? { visible: '', reasoning: rest } : { visible: rest, reasoning: '' };
  }

  /** Blanks after a tag belong to it. */
  private hold(text: string): void {
    this.held += this.justPassedTag ? text.trimStart() : text;
    if (this.held) this.justPassedTag = false;
  }

  private lookForOpening(): void {
    const open = OPEN.exec(this.held);
    const closed = CLOSED.exec(this.held);
    if (open) this.passTag(open[0].length, 'thinking');
    else if (closed) this.passTag(closed[0].length, 'visible');
    else if (!MAYBE_OPEN.test(this.held)) this.state = 'visible';
  }

  /** Holds back as much as could be the beginning of the closing tag. */
  private think(): string {
    const close = CLOSE.exec(this.held);
    if (!close) return this.release(lastTagStart(this.held));
    const reasoning = this.held.slice(0, close.index);
    this.passTag(close.index + close[0].length, 'visible');
    return reasoning;
  }

  private passTag(end: number, state: 'thinking' | 'visible'): void {
    const rest = this.held.slice(end);
    this.state = state;
    this.held = '';
    this.justPassedTag = true;
    this.hold(rest);
  }

  /** Gives everything but the last `keep` characters. */
  private release(keep: number): string {
    const cut = this.held.length - keep;
    const given = this.held.slice(0, cut);
    this.held = this.held.slice(cut);
    return given;
  }
}

/** How many characters at the end may be a closing tag that has not arrived whole. */
function lastTagStart(text: string): number {
  const at = text.lastIndexOf('<');
  return at >= 0 && text.length - at < LONGEST_CLOSE ? text.length - at : 0;
}
