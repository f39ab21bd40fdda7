/** What may be waited for no longer. */
export type Silence = 'first-byte-timeout' | 'idle-timeout' | 'after-end';

/** Node takes a longer time for none at all. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** One request on its way: its own abort signal, and who aborted it, the reader (then `silence` is absent) or a silence that took too long. */
export class OpenRequest {
  silence: Silence | undefined;
  private readonly controller = new AbortController();
  private readonly reader: AbortSignal;
  private readonly stop = () => this.controller.abort(this.reader.reason);
  private awaited: { readonly silence: Silence; readonly untilMs: number } | undefined;
  private alarm: { readonly timer: ReturnType<typeof setTimeout>; readonly atMs: number } | undefined;

  constructor(reader: AbortSignal) {
    this.reader = reader;
    reader.addEventListener('abort', this.stop, { once: true });
    if (reader.aborted) this.stop();
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Aborts after so many milliseconds unless it is told otherwise before; 0: never. */
  waitFor(silence: Silence, ms: number): void {
    this.awaited = ms > 0 ? { silence, untilMs: performance.now() + ms } : undefined;
    if (this.awaited) this.setAlarm(this.awaited.untilMs);
  }

  /** Nothing is waited for: it is the reader's turn. */
  rest(): void {
    this.awaited = undefined;
  }

  /** Closes the connection if it is still open. */
  close(): void {
    this.rest();
    clearTimeout(this.alarm?.timer);
    this.reader.removeEventListener('abort', this.stop);
    this.controller.abort();
  }

  /** One alarm that goes on ringing too early is cheaper than a new one for every word. */
  private setAlarm(untilMs: number): void {
    if (this.alarm && this.alarm.atMs <= untilMs) return;
    clearTimeout(this.alarm?.timer);
    // The moment may pass between the question whether it has come and this one: Node warns of a negative time.
    const ms = Math.min(Math.max(0, untilMs - performance.now()), LONGEST_TIMER_MS);
    this.alarm = { timer: setTimeout(() => this.ring(), ms), atMs: untilMs };
  }

  private ring(): void {
    const { awaited } = this;
    this.alarm = undefined;
    if (!awaited) return;
    // Node counts from the beginning of its turn, so that after a long one too a timer rings early.
    if (performance.now() < awaited.untilMs) return this.setAlarm(awaited.untilMs);
    // Timers come before sockets: what arrived while this process was busy is heard first.
    setImmediate(() => {
      if (this.awaited !== awaited) return;
      this.silence = awaited.silence;
      this.controller.abort(new Error(awaited.silence));
    });
  }
}
