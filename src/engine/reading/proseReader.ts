import { fieldOf } from './fieldNames.ts';
import type { StepDraft } from './stepDraft.ts';

/** The beginning of an object: brace and first key, perhaps as one of several in a list. Every wait is bounded: blanks may loop. */
const OBJECT = /^[[\],\s]{0,200}\{\s{0,200}["'“‘]([^"'”’\n]{1,40})["'”’]\s{0,20}[:：]/;
const MAYBE_OBJECT = /^[[\],\s]{0,200}(?:\{\s{0,200}(?:["'“‘][^"'”’\n]{0,40}(?:["'”’]\s{0,20})?)?)?$/;
const EMPTY_OBJECT = /^\{\s{0,200}\}\s*/;
const FENCE = /^`{3,8}[\w+-]{0,30}\s{1,200}/;
const MAYBE_FENCE = /^`{1,2}$|^`{3,8}[\w+-]{0,30}$/;
const BARE_FENCE = /^`{3,8}\s/;
const HEADING = /^#{1,6}[ \t]+/;
const MAYBE_HEADING = /^#{1,6}$/;
const DECISION = /^[^\p{L}\p{N}]*next(?:[ _-]?action)?[^\p{L}\p{N}]*[:：][^\p{L}\p{N}]*(continue|final[ _-]?answer)[^\p{L}\p{N}]*$/iu;
const LONGEST_DECISION = 80;
const MAYBE_DECISION = /^[*_`>-]{0,3} ?(?:n|ne|nex|next[^\n]{0,60})?$/i;
/** Nothing but the list marks and the fence that stood around objects. */
const LEFTOVER = /^[[\],`\s]*$/;
/** What stands between the objects of a list, and after the last. */
const LIST_SIGNS = /^[\],\s]+/;

/**
 * Reads what stands outside objects, line by line: a heading is the title, a last `NEXT:` line the decision, everything else content.
 * It holds back no more than it needs to tell whether an object, a fence or a decision begins.
 */
export class ProseReader {
  private readonly draft: StepDraft;
  private place: 'line-start' | 'line' | 'title' = 'line-start';
  private held = '';
  /** Blanks, and a decision line that turned out not to be the last, stand before the next words. */
  private before = '';
  private inCode = false;
  private sawObject = false;
  /** Around the object stands a fence that is yet to be closed. */
  private isWrapped = false;

  constructor(draft: StepDraft) {
    this.draft = draft;
  }

  /** Reads on; what stands after an object's opening brace, where one begins. */
  feed(piece: string): string | undefined {
    this.held += piece;
    while (this.held) {
      const { held, place } = this;
      const rest = place === 'line-start' ? this.startLine() : this.readLine();
      if (rest !== undefined) return rest;
      if (this.held === held && this.place === place) return undefined;
    }
    return undefined;
  }

  /** An object has ended: what comes now stands in a paragraph of its own. */
  afterObject(): void {
    this.sawObject = true;
    this.place = 'line-start';
    this.before = '';
    this.draft.beginPart();
  }

  /** The reply is over; what was held back is words after all. */
  end(): void {
    if ((this.isWrapped || this.isJustAfterObject()) && LEFTOVER.test(this.held)) this.held = '';
    const decision = this.place === 'line-start' ? readDecisionLine(this.held) : undefined;
    if (decision) this.keepDecision(this.held, decision);
    else if (this.held.trim()) this.say(this.held);
    this.held = '';
  }

  private startLine(): string | undefined {
    if (this.isJustAfterObject()) this.drop(LIST_SIGNS);
    this.before += this.drop(/^\s*/);
    if (!this.held) return undefined;
    if (this.inCode) return MAYBE_FENCE.test(this.held) ? undefined : this.goOnLine();
    if (this.isObject(this.held)) return this.openObject();
    if (this.draft.isEmpty()) this.drop(EMPTY_OBJECT);
    if (MAYBE_OBJECT.test(this.held) || MAYBE_FENCE.test(this.held) || MAYBE_HEADING.test(this.held)) return undefined;
    if (FENCE.test(this.held)) return this.startFence();
    if (HEADING.test(this.held) && this.draft.isEmpty()) return this.startTitle();
    return this.startWords();
  }

  private startWords(): string | undefined {
    const end = this.held.indexOf('\n');
    if (end < 0 && MAYBE_DECISION.test(this.held)) return undefined;
    const line = this.held.slice(0, Math.max(0, end));
    const decision = readDecisionLine(line);
    if (!decision) return this.goOnLine();
    this.keepDecision(this.takeTo(line.length), decision);
    return undefined;
  }

  /** A fence is dropped where it only wraps the object. */
  private startFence(): string | undefined {
    const inside = this.held.replace(FENCE, '');
    if (this.isObject(inside)) return this.openWrapped(inside);
    if (this.isWrapped && BARE_FENCE.test(this.held)) return this.closeWrapped(inside);
    if (MAYBE_OBJECT.test(inside)) return undefined;
    return this.goOnLine();
  }

  private openWrapped(inside: string): string {
    this.isWrapped = true;
    this.held = inside;
    return this.openObject();
  }

  private closeWrapped(rest: string): undefined {
    this.isWrapped = false;
    this.held = rest;
  }

  private startTitle(): undefined {
    this.drop(HEADING);
    this.place = 'title';
  }

  private goOnLine(): undefined {
    if (this.held.startsWith('```')) this.inCode = !this.inCode;
    this.place = 'line';
    this.say(this.takeTo(1));
  }

  private readLine(): string | undefined {
    const stop = this.held.search(this.place === 'title' || this.inCode ? /\n/ : /[\n{]/);
    const words = this.takeTo(stop < 0 ? this.held.length : stop);
    if (this.place === 'title') this.draft.addTitle(this.draft.title ? words : words.trimStart());
    else this.say(words);
    if (this.held.startsWith('\n')) this.place = 'line-start';
    return this.held.startsWith('{') ? this.readBrace() : undefined;
  }

  private readBrace(): string | undefined {
    if (this.isObject(this.held)) return this.openObject();
    if (!MAYBE_OBJECT.test(this.held)) this.say(this.takeTo(1));
    return undefined;
  }

  /** Any object at the very beginning counts; later only one that begins with a step's own field, for it may be code. */
  private isObject(text: string): boolean {
    const key = OBJECT.exec(text)?.[1];
    return key !== undefined && (fieldOf(key) !== 'other' || (this.draft.isEmpty() && !this.sawObject));
  }

  private isJustAfterObject(): boolean {
    return this.sawObject && this.draft.startsPart();
  }

  private openObject(): string {
    const rest = this.held.slice(this.held.indexOf('{') + 1);
    this.held = '';
    this.draft.beginPart();
    return rest;
  }

  private keepDecision(line: string, word: string): void {
    this.draft.decision = /final/i.test(word) ? 'final_answer' : 'continue';
    this.before += line;
  }

  private say(words: string): void {
    if (!words) return;
    this.draft.addContent(this.draft.startsPart() ? this.before.trimStart() + words : this.before + words);
    this.before = '';
  }

  private takeTo(length: number): string {
    const taken = this.held.slice(0, length);
    this.held = this.held.slice(length);
    return taken;
  }

  private drop(pattern: RegExp): string {
    return this.takeTo(pattern.exec(this.held)?.[0].length ?? 0);
  }
}

const readDecisionLine = (line: string): string | undefined => (line.length > LONGEST_DECISION ? undefined : DECISION.exec(line)?.[1]);
