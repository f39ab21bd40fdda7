import pc from 'picocolors';
import { describeAgreement } from '../engine/agreement.ts';
import { hasSeveralChains, numberOf } from '../engine/chains.ts';
import type { ReasoningEvent, RetryReason, StepRecord, Tally } from '../engine/events.ts';
import { costOf, type Priced } from '../engine/prices.ts';
import type { ReaderWords } from '../engine/readerWords.ts';
import { describeTotals } from '../engine/readerWords.ts';
import { retryReasonLabel, stopReasonLabel } from '../engine/reasonLabels.ts';
import { displayTitle } from '../engine/step.ts';
import { Paper } from './paper.ts';
import type { Output } from './shell.ts';
import { toTerminalText } from './terminalText.ts';
import { TitleLine } from './titleLine.ts';

/** What a printer writes with. */
export interface PrinterParts {
  readonly output: Output;
  readonly words: ReaderWords;
  /** Never printed. */
  readonly keys: readonly string[];
  readonly hasColors: boolean;
}

/** What was shown of the step or answer that is being written. */
interface Shown {
  title: string;
  /** The title as far as it had come when the heading was ended. */
  headedBy: string;
  content: string;
  hasText: boolean;
  heading: 'none' | 'open' | 'done';
  line: TitleLine;
}

/** Prints a run for people while it happens: each step with its time, the answer, the totals. Of several chains one part after the other. */
export class TextPrinter {
  private readonly words: ReaderWords;
  private readonly paper: Paper;
  private readonly colors: ReturnType<typeof pc.createColors>;
  private readonly keys: readonly string[];
  private shown = nothing();
  private step = 0;
  /** The 1-based number of the chain that is told, where there are several. */
  private chain: number | undefined;
  private tally: Tally | undefined;
  private remarks: string[] = [];
  private priced: Priced = { model: '' };

  constructor({ output, words, keys, hasColors }: PrinterParts) {
    this.words = words;
    this.keys = keys;
    this.paper = new Paper(output, keys);
    this.colors = pc.createColors(hasColors);
  }

  /** Whether words on the same terminal would break into a line. */
  get isAtLineStart(): boolean {
    return this.paper.isAtLineStart;
  }

  /** Prints what an event adds. */
  see(event: ReasoningEvent): void {
    switch (event.type) {
      case 'remark':
        this.remarks.push(event.text);
        return;
      case 'run-start':
        this.priced = event;
        this.chain = hasSeveralChains(event) ? 1 : undefined;
        return;
      case 'step-start':
        this.cutOff();
        this.turnTo(numberOf(event));
        this.step = event.index + 1;
        return;
      case 'step-delta':
        if (event.title) this.addTitle(event.title);
        if (event.content) this.addContent(event.content);
        return;
      case 'step-end':
        return this.endStep(event.step);
      case 'answer-start':
        this.cutOff();
        this.turnTo(numberOf(event));
        return this.beginAnswer();
      case 'answer-delta':
        return this.addText(event.text);
      case 'answer-end':
        return this.endAnswer(event.text, event.durationMs);
      case 'step-retry':
        return this.retry(event.reason, event.delayMs);
      case 'answer-retry':
        this.retry(event.reason, event.delayMs);
        return this.beginAnswer();
      case 'tally':
        this.tally = event;
        return;
      case 'run-end':
        if (this.chain !== undefined) this.decide(event.answer);
        return this.total(event, stopReasonLabel(event.stopReason, this.words.t));
      case 'run-cancel':
      case 'run-error':
        return this.cutOff();
      default:
    }
  }

  private turnTo(chain: number): void {
    if (this.chain !== undefined) this.chain = chain + 1;
  }

  /** The answer that counts, and how many chains came to it. */
  private decide(answer: string): void {
    this.cutOff();
    this.chain = undefined;
    this.beginAnswer();
    this.paper.pour(answer.trim());
    this.paper.endLine();
    const agreement = describeAgreement(this.tally?.answers, this.words);
    const doubt = this.tally?.doubtful && this.words.t('Kept, but doubtful: a check came to another answer.');
    this.paper.say(`\n${[agreement, doubt].flatMap(line => (line ? [`${line}\n`] : [])).join('')}`);
  }

  /** A part that was still being written stays as it stands. */
  cutOff(): void {
    if (this.shown.heading === 'open' || this.shown.heading === 'none') this.writeHeading(this.shown.line.end());
    this.paper.endLine();
    this.shown = nothing();
    this.tellRemarks();
  }

  /** What the reader threw in stands below the step that was being written. */
  private tellRemarks(): void {
    for (const text of this.remarks.splice(0)) {
      this.paper.endLine();
      this.paper.say(`${this.colors.yellow(`› ${this.words.t('Remark: {text}', { text: this.plain(text) })}`)}\n\n`);
    }
  }

  private addTitle(piece: string): void {
    this.shown.title += piece;
    if (this.shown.heading !== 'done') this.writeHeading(this.shown.line.push(piece));
  }

  private writeHeading(text: string): void {
    if (!text) return;
    const { bold, cyan } = this.colors;
    if (this.shown.heading === 'none') this.paper.say(bold(cyan(this.headingOfStep())));
    this.shown.heading = 'open';
    this.paper.pour(text, bold);
  }

  private headingOfStep(): string {
    const { t } = this.words;
    const step = t('Step {number}: {title}', { number: this.step, title: '' });
    return this.chain === undefined ? step : t('Chain {number} · {step}', { number: this.chain, step });
  }

  private endHeading(): void {
    if (this.shown.heading === 'done') return;
    this.writeHeading(this.shown.line.end());
    if (this.shown.heading === 'none') this.writeHeading(this.words.t('Untitled step'));
    this.paper.endLine();
    this.shown.headedBy = this.shown.title;
    this.shown.heading = 'done';
  }

  private addContent(piece: string): void {
    this.endHeading();
    this.addText(piece);
  }

  private addText(piece: string): void {
    this.shown.content += piece;
    this.paper.pour(this.shown.hasText ? piece : piece.replace(/^\s*\n/, ''));
    this.shown.hasText ||= piece.trim() !== '';
  }

  private endStep(step: StepRecord): void {
    if (this.shown.heading === 'none') this.addTitle(step.title);
    this.endHeading();
    this.complete(step.content);
    const time = this.words.duration(step.durationMs);
    const isRetitled = this.shown.headedBy.trim() !== step.title.trim();
    this.closePart(isRetitled ? `${this.plain(displayTitle(step.title))} · ${time}` : time);
  }

  private beginAnswer(): void {
    this.shown = nothing();
    const { t } = this.words;
    const heading = this.chain === undefined ? t('Answer') : t('Answer of chain {number}', { number: this.chain });
    this.paper.say(`${this.colors.bold(this.colors.green(heading))}\n`);
  }

  private endAnswer(text: string, durationMs: number): void {
    this.complete(text);
    this.closePart(this.words.duration(durationMs));
  }

  /** What stands in the end is what counts; mostly it was all shown. */
  private complete(text: string): void {
    const shown = this.shown.content.trim();
    const whole = text.trim();
    if (whole === shown) return;
    if (whole.startsWith(shown)) return this.addText(whole.slice(shown.length));
    this.paper.endLine();
    this.paper.say(`${this.colors.dim(this.words.t('As it stands in the end:'))}\n`);
    this.paper.pour(whole);
  }

  private closePart(note: string): void {
    this.paper.endLine();
    this.paper.say(`${this.colors.dim(`— ${note}`)}\n\n`);
    this.shown = nothing();
    this.tellRemarks();
  }

  private retry(reason: RetryReason, delayMs: number): void {
    const { t } = this.words;
    const facts = { reason: retryReasonLabel(reason, t), time: this.words.duration(delayMs) };
    const hasShown = this.shown.heading !== 'none' || this.shown.content !== '';
    this.paper.endLine();
    const again = delayMs > 0 ? t('Trying again in {time} ({reason}).', facts) : t('Trying again ({reason}).', facts);
    const words = hasShown ? `${again} ${t('What stands above of it does not count.')}` : again;
    this.paper.say(`${this.colors.yellow(`↻ ${words}`)}\n`);
    this.shown = nothing();
  }

  private total({ durationMs, usage }: Extract<ReasoningEvent, { type: 'run-end' }>, why: string | undefined): void {
    this.paper.endLine();
    if (why) this.paper.say(`${why}\n`);
    const totals = describeTotals(durationMs, usage, this.words, costOf(usage, this.priced, {}));
    this.paper.say(`${this.colors.dim(this.words.t('Total: {totals}', { totals }))}\n`);
  }

  private plain(text: string): string {
    return toTerminalText(text, this.keys);
  }
}

const nothing = (): Shown => ({ title: '', headedBy: '', content: '', hasText: false, heading: 'none', line: new TitleLine() });
