import { isEnding, type ReasoningEvent, type RunEnding } from '../engine/events.ts';

/** What the reader who does not see the page is to be told by a badge: that a run goes on, or that one has come to its end. */
export type Badge = 'running' | 'ended';

/** How the reader is told. */
export interface Signs {
  readonly showBadge: (badge: Badge | undefined) => void;
  /** A run has ended that the reader has waited for with the page hidden. */
  readonly notify: (ending: RunEnding) => void;
}

/** Who has not seen the page for so long has turned to something else. */
const UNSEEN_MS = 20_000;

/** Knows what the reader has not seen of the runs: a badge while the page is hidden, and one word at the end of a long wait. */
export class Attention {
  private readonly signs: Signs;
  private readonly nowMs: () => number;
  private isVisible = false;
  private isRunning = false;
  private hasUnseenEnd = false;
  private shown: Badge | undefined;
  /** Since when a run has gone on without being seen. */
  private unseenSinceMs = 0;

  /** `nowMs` is a monotonic clock. */
  constructor(signs: Signs, nowMs: () => number) {
    this.signs = signs;
    this.nowMs = nowMs;
  }

  /** A page came into view, or the last one went out of it. */
  see(isVisible: boolean): void {
    if (isVisible === this.isVisible) return;
    this.isVisible = isVisible;
    if (isVisible) this.hasUnseenEnd = false;
    else this.unseenSinceMs = this.nowMs();
    this.tell();
  }

  /** An event of the run of this window. */
  take(event: ReasoningEvent): void {
    if (event.type === 'run-start') this.begin();
    else if (isEnding(event)) this.end(event);
  }

  private begin(): void {
    this.isRunning = true;
    this.hasUnseenEnd = false;
    this.unseenSinceMs = this.nowMs();
    this.tell();
  }

  private end(ending: RunEnding): void {
    this.isRunning = false;
    // Who stops a run knows that it has stopped.
    const isNews = !this.isVisible && ending.type !== 'run-cancel';
    this.hasUnseenEnd = isNews;
    this.tell();
    if (isNews && this.nowMs() - this.unseenSinceMs >= UNSEEN_MS) this.signs.notify(ending);
  }

  private tell(): void {
    const badge = this.badge();
    if (badge === this.shown) return;
    this.shown = badge;
    this.signs.showBadge(badge);
  }

  private badge(): Badge | undefined {
    if (this.isVisible) return undefined;
    return this.isRunning ? 'running' : this.hasUnseenEnd ? 'ended' : undefined;
  }
}
