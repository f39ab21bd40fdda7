import { fieldOf, readDecision } from './fieldNames.ts';
import type { FieldListener } from './objectReader.ts';
import type { StepDraft } from './stepDraft.ts';

/** A decision that is longer than this is none. */
const LONGEST_DECISION = 40;
const DECISION_WORDS = ['continue', 'final_answer'];

/** Writes the fields of one object into the draft. What is no title and no decision joins the content, so that nothing is lost. */
export class FieldWriter implements FieldListener {
  private readonly draft: StepDraft;
  private to: 'title' | 'content' | 'decision' = 'content';
  private key = '';
  private word = '';

  constructor(draft: StepDraft) {
    this.draft = draft;
  }

  text(key: string, text: string): void {
    if (text === '') this.begin(key);
    else this.write(text);
  }

  value(key: string, text: string): void {
    if (text === '') return;
    this.begin(key);
    this.write(text);
  }

  end(): void {
    if (!this.word) return;
    const decision = readDecision(this.word);
    if (decision) this.draft.decision = decision;
    else if (!DECISION_WORDS.some(whole => whole.startsWith(this.word))) this.joinContent(`${this.key}: ${this.word}`);
    this.word = '';
  }

  private begin(key: string): void {
    this.end();
    const field = fieldOf(key);
    this.key = key;
    this.to = field === 'decision' || (field === 'title' && this.draft.title === '') ? field : 'content';
    if (field === 'final') this.draft.decision = 'final_answer';
    if (this.to === 'content') this.joinContent(field === 'other' && key ? `${key}: ` : '');
  }

  private write(text: string): void {
    if (this.to === 'title') this.draft.addTitle(text);
    else if (this.to === 'content') this.draft.addContent(text);
    else this.writeDecision(text);
  }

  private writeDecision(text: string): void {
    this.word += text;
    if (this.word.length <= LONGEST_DECISION) return;
    this.end();
    this.to = 'content';
  }

  private joinContent(text: string): void {
    this.draft.beginPart();
    this.draft.addContent(text);
  }
}
