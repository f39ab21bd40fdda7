import type { Clock } from '../engine/ports.ts';
import type { Translate } from '../engine/translate.ts';
import type { Output } from './shell.ts';

/** After so long without a word, people are told what is waited for. */
const PATIENCE_MS = 3000;
const FRAME_MS = 120;
const FRAMES = [...'⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏'];
const ERASE_LINE = '\r\u001b[K';

/** What a waiting line is drawn with. */
export interface WaitingParts {
  /** Nothing is drawn where this is no terminal. */
  readonly output: Output;
  readonly host: string;
  readonly t: Translate;
  /** Whether a line of text is open on the same terminal, which is not to be overwritten. */
  readonly isInLine: () => boolean;
  readonly clock: Pick<Clock, 'now'>;
}

/** A line on a terminal that tells what is waited for while nothing comes. Whoever makes it closes it. */
export class WaitingLine {
  private readonly parts: WaitingParts;
  private readonly timer: ReturnType<typeof setInterval> | undefined;
  private since: number;
  private isDrawn = false;

  constructor(parts: WaitingParts) {
    this.parts = parts;
    this.since = parts.clock.now();
    this.timer = parts.output.isTerminal ? setInterval(() => this.draw(), FRAME_MS) : undefined;
  }

  /** Something has come; to be called before it is printed. */
  rest(): void {
    this.since = this.parts.clock.now();
    if (this.isDrawn) this.parts.output.write(ERASE_LINE);
    this.isDrawn = false;
  }

  close(): void {
    clearInterval(this.timer);
    this.rest();
  }

  private draw(): void {
    const waitedMs = this.parts.clock.now() - this.since;
    if (waitedMs < PATIENCE_MS) return;
    const { output, host, t, isInLine } = this.parts;
    const seconds = Math.floor(waitedMs / 1000);
    const frame = FRAMES[Math.floor(waitedMs / FRAME_MS) % FRAMES.length];
    const lineBreak = !this.isDrawn && isInLine() ? '\n' : '';
    output.write(`${lineBreak}${ERASE_LINE}${frame} ${t('Waiting for {host}… {seconds} s', { host, seconds })}`);
    this.isDrawn = true;
  }
}
