import type { HostMessage } from '../protocol/messages.ts';
import { type Folds, NO_FOLDS, type Reader, settleFolds } from './folds.ts';
import type { Host } from './host.ts';
import { type PageState, receive } from './pageState.ts';
import { settleChain } from './shownChain.ts';

/** What one drawing of the page needs. */
export interface PageView {
  readonly state: PageState;
  readonly folds: Folds;
}

/** What the page's window gives: the time in milliseconds, and a call before the next drawing. */
export interface PageTime {
  readonly nowMs: () => number;
  readonly nextFrame: (draw: () => void) => unknown;
}

const windowTime: PageTime = { nowMs: () => performance.now(), nextFrame: draw => requestAnimationFrame(draw) };

/** How long to wait for a snapshot before asking again, in milliseconds. */
const ASK_AGAIN_AFTER_MS = 1000;

/** Owns what the page was told and what its reader folded; draws at most once an animation frame. */
export class PageStore {
  readonly #host: Host;
  readonly #reader: Reader;
  readonly #draw: (view: PageView) => void;
  #state: PageState | undefined;
  #drawn: PageState | undefined;
  #folds = NO_FOLDS;
  #draft: string;
  readonly #time: PageTime;
  #isFrameAsked = false;
  #askedAtMs = 0;

  constructor(host: Host, reader: Reader, draw: (view: PageView) => void, time: PageTime = windowTime) {
    this.#time = time;
    this.#host = host;
    this.#reader = reader;
    this.#draw = draw;
    this.#draft = host.readKept().draft;
  }

  /** The words in the question box when the page was last alive. */
  get draft(): string {
    return this.#draft;
  }

  /** Asks for a snapshot. */
  ask(): void {
    this.#askedAtMs = this.#time.nowMs();
    this.#host.post({ type: 'ready' });
  }

  /** Takes a message of the host; asks for a snapshot where one before it was lost. */
  receive(message: HostMessage): void {
    const wasSynced = this.#state?.expected !== undefined;
    const sessionId = this.#state?.session.id;
    this.#state = receive(this.#state, message, this.#time.nowMs());
    if (this.#state && this.#state.session.id !== sessionId) this.#openSession(this.#state.session.id);
    if (message.type === 'events' && this.#state?.expected === undefined) this.#askAgain(wasSynced);
    this.redraw();
  }

  /** The reader's own click, which wins over every rule and survives a reload. */
  choose(key: string, open: boolean): void {
    this.chooseAll([key], open);
  }

  /** The same for many folds at once. */
  chooseAll(keys: readonly string[], open: boolean): void {
    const chosen = Object.fromEntries(keys.map(key => [key, open]));
    this.#folds = { ...this.#folds, chosen: { ...this.#folds.chosen, ...chosen } };
    this.#keep();
    this.redraw();
  }

  /** The chain of a run that the reader wants to see, by its number. */
  pick(runId: string, chain: number): void {
    this.#folds = { ...this.#folds, picked: { ...this.#folds.picked, [runId]: chain } };
    this.#keep();
    this.redraw();
  }

  keepDraft(draft: string): void {
    this.#draft = draft;
    this.#keep();
  }

  /** Draws in the next animation frame. */
  redraw(): void {
    if (this.#isFrameAsked) return;
    this.#isFrameAsked = true;
    this.#time.nextFrame(() => this.#drawFrame());
  }

  #drawFrame(): void {
    this.#isFrameAsked = false;
    const state = this.#state;
    if (!state) return;
    const settled = settleFolds(this.#folds, this.#drawn?.session, state.session, this.#reader);
    this.#folds = settleChain(settled, state.session, this.#reader);
    this.#drawn = state;
    this.#draw({ state, folds: this.#folds });
  }

  /** What was under way when the gap was seen is no new gap; a snapshot that never came is. */
  #askAgain(wasSynced: boolean): void {
    if (wasSynced || this.#time.nowMs() - this.#askedAtMs > ASK_AGAIN_AFTER_MS) this.ask();
  }

  #openSession(sessionId: string): void {
    const kept = this.#host.readKept();
    this.#folds = kept.sessionId === sessionId ? { ...NO_FOLDS, chosen: kept.chosen, picked: kept.picked } : NO_FOLDS;
  }

  #keep(): void {
    const { chosen, picked } = this.#folds;
    this.#host.keep({ sessionId: this.#state?.session.id ?? '', chosen, picked, draft: this.#draft });
  }
}
