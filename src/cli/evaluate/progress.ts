import type { Clock } from '../../engine/ports.ts';
import type { ReaderWords } from '../../engine/readerWords.ts';
import type { Output } from '../shell.ts';

const ERASE_LINE = '\r\u001b[K';
const BAR_CELLS = 24;
/** On a terminal the time left goes down also while nothing ends. */
const FRAME_MS = 1000;
/** Elsewhere a line now and then is enough. */
const LINE_MS = 30_000;

/** How far an evaluation is. */
export interface Standing {
  /** Of these, in this run of the program or before. */
  readonly done: number;
  readonly total: number;
  /** In this run of the program. */
  readonly failed: number;
}

/** What a progress line is drawn with. */
export interface ProgressParts {
  readonly output: Output;
  readonly words: ReaderWords;
  readonly clock: Pick<Clock, 'now'>;
  readonly standing: Standing;
}

/** Tells how far an evaluation is and how long it will take: a bar on a terminal, elsewhere a line now and then. Whoever makes it closes it. */
export class Progress {
  private readonly parts: ProgressParts;
  private readonly startedAtMs: number;
  private readonly timer: ReturnType<typeof setInterval> | undefined;
  private standing: Standing;
  private toldAtMs: number;

  constructor(parts: ProgressParts) {
    this.parts = parts;
    this.standing = parts.standing;
    this.startedAtMs = this.toldAtMs = parts.clock.now();
    this.timer = parts.output.isTerminal ? setInterval(() => this.draw(), FRAME_MS) : undefined;
  }

  /** Something has come to its end. */
  see(standing: Standing): void {
    this.standing = standing;
    if (this.parts.output.isTerminal) return this.draw();
    const now = this.parts.clock.now();
    if (now - this.toldAtMs < LINE_MS) return;
    this.toldAtMs = now;
    this.parts.output.write(`${this.text()}\n`);
  }

  close(): void {
    clearInterval(this.timer);
    if (this.parts.output.isTerminal) this.parts.output.write(ERASE_LINE);
  }

  private draw(): void {
    const { done, total } = this.standing;
    const full = Math.round((done / Math.max(1, total)) * BAR_CELLS);
    this.parts.output.write(`${ERASE_LINE}${'█'.repeat(full)}${'░'.repeat(BAR_CELLS - full)} ${this.text()}`);
  }

  private text(): string {
    const { t, count, duration } = this.parts.words;
    const { done, total, failed } = this.standing;
    const left = this.leftMs();
    const parts = [
      t('{done} of {total}', { done: count(done), total: count(total) }),
      failed > 0 && t('{count} failed', { count: count(failed) }),
      left !== undefined && t('about {time} left', { time: duration(left) }),
    ];
    return parts.filter(Boolean).join(' · ');
  }

  /** By the mean of what was done since the program began; `undefined` before there is one. */
  private leftMs(): number | undefined {
    const { done, total } = this.standing;
    const doneNow = done - this.parts.standing.done;
    return doneNow > 0 ? ((this.parts.clock.now() - this.startedAtMs) / doneNow) * (total - done) : undefined;
  }
}
