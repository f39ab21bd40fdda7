import type { ReasoningEvent } from '../engine/events.ts';
import type { Disposable } from './disposableStore.ts';
import { enqueue } from './eventQueue.ts';

/** About thirty posts a second: more would be drawn by nobody. */
const PAUSE_MS = 33;

/** Does `work` after a pause; the result calls it off. */
export type AfterPause = (work: () => void) => () => void;

const afterPause: AfterPause = work => {
  const timer = setTimeout(work, PAUSE_MS);
  return () => clearTimeout(timer);
};

/** Numbers the events of one page and sends them in bundles: the first at once, the next after a pause. */
export class EventPost implements Disposable {
  private readonly send: (first: number, events: readonly ReasoningEvent[]) => void;
  private waiting: ReasoningEvent[] = [];
  private readonly afterPause: AfterPause;
  private callOff: (() => void) | undefined;
  private sent = 0;

  constructor(send: (first: number, events: readonly ReasoningEvent[]) => void, pause: AfterPause = afterPause) {
    this.send = send;
    this.afterPause = pause;
  }

  add(event: ReasoningEvent): void {
    enqueue(this.waiting, event);
    if (!this.callOff) this.flush();
  }

  /**
   * Forgets what waits, because a snapshot tells all of it; returns the number of the event that comes next. The snapshot takes a
   * number of its own: what follows it fits no other one, should they arrive in another order.
   */
  beginAnew(): number {
    this.clear();
    this.sent += 1;
    return this.sent;
  }

  clear(): void {
    this.waiting = [];
    this.callOff?.();
    this.callOff = undefined;
  }

  dispose(): void {
    this.clear();
  }

  private flush(): void {
    this.callOff = undefined;
    if (this.waiting.length === 0) return;
    const events = this.waiting;
    this.waiting = [];
    this.callOff = this.afterPause(() => this.flush());
    this.sent += events.length;
    this.send(this.sent - events.length, events);
  }
}
