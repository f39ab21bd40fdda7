import type { ReasoningEvent } from '../engine/events.ts';
import { Inbox } from '../engine/inbox.ts';
import type { Wish } from '../engine/reason.ts';

/** What the asking commands resolve to. */
export interface StartedRun {
  readonly sessionId: string;
  readonly runId: string;
}

/** How long the run, and what each of its chains is writing now, have been going on, in milliseconds. */
export interface Elapsed {
  readonly run: number;
  /** By the number of the chain. */
  readonly parts: Readonly<Record<string, number>>;
}

/** A run that goes on: how to reach it, and since when. */
export class RunningRun {
  readonly abort = new AbortController();
  readonly inbox = new Inbox<Wish>();
  readonly started: Promise<StartedRun | undefined>;
  readonly ended: Promise<void>;
  id = '';
  private startedAtMs = performance.now();
  private readonly partsAtMs = new Map<number, number>();
  private tellStart: (started: StartedRun | undefined) => void = () => {};
  private tellEnd: () => void = () => {};

  constructor() {
    this.started = new Promise(resolve => {
      this.tellStart = resolve;
    });
    this.ended = new Promise(resolve => {
      this.tellEnd = resolve;
    });
  }

  see(event: ReasoningEvent): void {
    if (event.type === 'run-start') this.id = event.runId;
    if (event.type === 'run-start') this.startedAtMs = performance.now();
    if (event.type === 'step-start' || event.type === 'answer-start') this.partsAtMs.set(event.chain ?? 0, performance.now());
  }

  begin(started: StartedRun): void {
    this.tellStart(started);
  }

  end(): void {
    this.inbox.close();
    this.tellStart(undefined);
    this.tellEnd();
  }

  elapsed(): Elapsed {
    const now = performance.now();
    const parts = [...this.partsAtMs].map(([chain, atMs]) => [String(chain), Math.round(now - atMs)]);
    return { run: Math.round(now - this.startedAtMs), parts: Object.fromEntries(parts) };
  }
}
