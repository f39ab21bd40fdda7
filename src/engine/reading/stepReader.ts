import type { StepText } from '../step.ts';
import { parseWireStep } from '../stepSchema.ts';
import { BlankCounter } from './blankCounter.ts';
import { FieldWriter } from './fieldWriter.ts';
import { ObjectReader } from './objectReader.ts';
import { ProseReader } from './proseReader.ts';
import { RepeatCounter } from './repeatCounter.ts';
import { type StepDelta, StepDraft } from './stepDraft.ts';
import { findLateClose, type Parted, ThinkFilter } from './thinkFilter.ts';

const FENCE = /`{3,8}\w{0,30}/g;
const SAYS_SOMETHING = /[^\s{}[\],:"'`]/;

/** A reply that has been read to its end. */
export interface ReadStep extends StepText {
  /** The reply without the model's own reasoning: what goes back, to the letter. */
  readonly written: string;
  /** The reply was not the step as asked for, and had to be read with care. */
  readonly repaired: boolean;
}

/**
 * Turns a reply that arrives in pieces into deltas, in one pass, whatever its form: the object asked for, a broken one or several,
 * marked lines, or plain prose. It never throws and never takes back what it gave.
 */
export class StepReader {
  private readonly filter: ThinkFilter;
  private readonly draft = new StepDraft();
  private readonly prose = new ProseReader(this.draft);
  private readonly fields = new RepeatCounter(new FieldWriter(this.draft));
  private readonly blanks = new BlankCounter();
  private object: ObjectReader | undefined;
  private sawObject = false;
  private written = '';

  /** `expectsThought`: the model was seen to begin with reasoning of its own that no tag opens. */
  constructor(options: { readonly expectsThought?: boolean } = {}) {
    this.filter = new ThinkFilter(options);
  }

  /** Reads the next piece of the reply. */
  feed(piece: string): StepDelta {
    this.blanks.count(piece);
    return this.read(this.filter.feed(piece), false);
  }

  /** The reply is over: gives what was held back. */
  end(): StepDelta {
    const parted = this.filter.end();
    this.readVisible(parted.visible);
    this.object?.end();
    this.prose.end();
    return this.read({ ...parted, visible: '' }, true);
  }

  /** Whether nothing readable has come: no word, or only the signs that an object or a fence begins with. */
  isEmpty(): boolean {
    const { title, content } = this.draft;
    return !SAYS_SOMETHING.test((title + content).replace(FENCE, ''));
  }

  /** Whether the model goes round in circles: blanks outside a string, or the same fields again. Whoever reads may stop here. */
  isStuck(): boolean {
    return this.fields.isLoop() || (this.blanks.isLoop() && !this.object?.isInString());
  }

  /** Whether the model has reasoned before it wrote, and marked only the end of that. */
  hasThoughtUnmarked(): boolean {
    return findLateClose(this.written) !== undefined;
  }

  /** The step as it stands; meant for after `end`. */
  result(): ReadStep {
    const { title, content, decision = 'continue' } = this.draft;
    const step: StepText = { title, content, nextAction: decision };
    const written = this.written.slice(findLateClose(this.written));
    return { ...step, written, repaired: !this.isAsAskedFor(step) };
  }

  private read({ visible, reasoning }: Parted, last: boolean): StepDelta {
    this.readVisible(visible);
    return { ...this.draft.take(last), ...(reasoning && { reasoning }) };
  }

  private readVisible(visible: string): void {
    this.written += visible;
    for (let text: string | undefined = visible; text; ) text = this.object ? this.readObject(this.object, text) : this.readProse(text);
  }

  private readProse(text: string): string | undefined {
    const rest = this.prose.feed(text);
    if (rest === undefined) return undefined;
    this.sawObject = true;
    this.object = new ObjectReader(this.fields);
    return rest;
  }

  private readObject(object: ObjectReader, text: string): string | undefined {
    const rest = object.feed(text);
    if (rest === undefined) return undefined;
    this.object = undefined;
    this.prose.afterObject();
    return rest;
  }

  private isAsAskedFor({ title, content, nextAction }: StepText): boolean {
    if (!this.sawObject) return title !== '' && this.draft.decision !== undefined;
    const wire = parseWireStep(this.written);
    return wire?.title === title && wire.content === content && wire.next_action === nextAction;
  }
}
