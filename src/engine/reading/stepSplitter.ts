/** A piece of a reply that belongs to one step; `ends`: no more of this step follows. */
export interface StepPiece {
  readonly text: string;
  readonly ends: boolean;
}

const FENCE = /^ {0,3}(?:```|~~~)/;
const HEADING = /^#{1,4} /;
const DECISION = /^\W{0,3}NEXT\W{0,3}:/i;
/** A line that begins like this may still turn out to be a heading. */
const LONGEST_HEADING_MARK = 5;

/** Parts a reply that holds several steps into them, while it arrives: an array of objects, objects one after the other, or marked lines. */
export class StepSplitter {
  private readonly objects = new ObjectSplitter();
  private readonly lines = new LineSplitter();
  private blanks = '';
  private form: 'objects' | 'lines' | undefined;

  feed(text: string): readonly StepPiece[] {
    if (this.form) return this[this.form].feed(text);
    const begun = this.blanks + text;
    const first = /\S/.exec(begun)?.[0];
    if (first === undefined) this.blanks = begun;
    else this.form = '[{'.includes(first) ? 'objects' : 'lines';
    return this.form ? this[this.form].feed(begun) : [];
  }

  /** The reply is over. */
  end(): readonly StepPiece[] {
    return this.form === 'lines' ? this.lines.end() : [];
  }
}

/** Ends a step with each object of the outermost level. */
class ObjectSplitter {
  private depth = 0;
  private quoted = false;
  private escaped = false;

  feed(text: string): readonly StepPiece[] {
    const pieces: StepPiece[] = [];
    let from = 0;
    for (let at = 0; at < text.length; at++) {
      if (!this.closes(text[at] ?? '')) continue;
      pieces.push({ text: text.slice(from, at + 1), ends: true });
      from = at + 1;
    }
    const rest = text.slice(from);
    return rest ? [...pieces, { text: rest, ends: false }] : pieces;
  }

  /** Whether this character closes an object of the outermost level. */
  private closes(character: string): boolean {
    if (this.quoted) {
      if (this.escaped) this.escaped = false;
      else if (character === '\\') this.escaped = true;
      else if (character === '"') this.quoted = false;
      return false;
    }
    if (character === '"') this.quoted = this.depth > 0;
    if (character === '{') this.depth++;
    if (character !== '}' || this.depth === 0) return false;
    this.depth--;
    return this.depth === 0;
  }
}

/** Ends a step before a heading, but for the first, and after a line with the decision; code is no heading. */
class LineSplitter {
  private line = '';
  private shown = 0;
  private isInCode = false;
  private hasWords = false;
  private isDecided = false;

  feed(text: string): readonly StepPiece[] {
    const lines = (this.line + text).split('\n');
    const open = lines.pop() ?? '';
    const pieces = lines.flatMap(line => this.wholeLine(line));
    this.line = open;
    return [...pieces, ...this.openLine()];
  }

  end(): readonly StepPiece[] {
    const rest = this.line.slice(this.shown);
    const before = rest && this.shown === 0 ? this.endBefore(this.line) : [];
    this.line = '';
    return rest ? [...before, { text: rest, ends: false }] : before;
  }

  private wholeLine(line: string): readonly StepPiece[] {
    const before = this.shown === 0 ? this.endBefore(line) : [];
    const piece = { text: `${line.slice(this.shown)}\n`, ends: false };
    if (FENCE.test(line)) this.isInCode = !this.isInCode;
    this.hasWords ||= line.trim() !== '';
    this.isDecided ||= !this.isInCode && DECISION.test(line);
    this.shown = 0;
    return [...before, piece];
  }

  /** What has come of the last line, as soon as it is clear that no step ends before it. */
  private openLine(): readonly StepPiece[] {
    if (this.line.trim().length < LONGEST_HEADING_MARK) return [];
    const before = this.shown === 0 ? this.endBefore(this.line) : [];
    const text = this.line.slice(this.shown);
    this.shown = this.line.length;
    this.hasWords ||= text.trim() !== '';
    return text ? [...before, { text, ends: false }] : before;
  }

  private endBefore(line: string): readonly StepPiece[] {
    const isNext = this.hasWords && line.trim() !== '' && (this.isDecided || (!this.isInCode && HEADING.test(line)));
    if (!isNext) return [];
    this.hasWords = false;
    this.isDecided = false;
    return [{ text: '', ends: true }];
  }
}
