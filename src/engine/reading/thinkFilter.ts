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
/** A closing tag on a line of its own, which no tag has opened. */
const LATE_CLOSE = new RegExp(`\\n[ \\t]*</${TAG}>[ \\t]*(?:\\n\\s*|$)`, 'i');
/** How what was asked for begins: an object, a fence, a heading. */
const AS_ASKED_FOR = /^\s*(?:[{[]|`{3}|#)/;

/** Where the words begin that follow a model's own reasoning, if only its end is marked; `undefined` where it is not. */
export function findLateClose(text: string): number | undefined {
  const close = AS_ASKED_FOR.test(text) ? null : LATE_CLOSE.exec(text);
  return close ? close.index + close[0].length : undefined;
}

/**
 * Takes a think block off the front of a reply that arrives in pieces. Only a tag at the very beginning counts,
 * so that one inside code is left alone; a block that is never closed is all reasoning. A closing tag after words
 * that no tag opened comes too late: the words have been shown, and stay. From a model that was seen to do so (its
 * template writes the opening tag itself) reasoning is expected from the first word on.
 */
export class ThinkFilter {
  private state: 'start' | 'thinking' | 'visible' = 'start';
  private held = '';
  private justPassedTag = false;
  private readonly expectsThought: boolean;
  /** Reasoning that is only expected to be some: without a closing tag it was the reply. */
  private doubtful = '';
  private isDoubtful = false;

  constructor({ expectsThought = false } = {}) {
    this.expectsThought = expectsThought;
  }

  feed(text: string): Parted {
    this.hold(text);
    if (this.state === 'start') this.lookForOpening();
    const reasoning = this.state === 'thinking' ? this.think() : '';
    if (this.isDoubtful) this.doubtful += reasoning;
    return { visible: this.state === 'visible' ? this.release(0) : '', reasoning };
  }

  end(): Parted {
    const rest = this.release(0);
    if (this.isDoubtful) return { visible: this.doubtful + rest, reasoning: '' };
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
    else if (!MAYBE_OPEN.test(this.held)) this.beginWords();
  }

  private beginWords(): void {
    this.isDoubtful = this.expectsThought && !AS_ASKED_FOR.test(this.held);
    this.state = this.isDoubtful ? 'thinking' : 'visible';
  }

  /** Holds back as much as could be the beginning of the closing tag. */
  private think(): string {
    const close = CLOSE.exec(this.held);
    if (!close) return this.release(lastTagStart(this.held));
    const reasoning = this.held.slice(0, close.index);
    this.isDoubtful = false;
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
