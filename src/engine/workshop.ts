import { ModelError } from './errors.ts';
import { inChain, type ReasoningEvent } from './events.ts';
import { Merge } from './merge.ts';
import type { Node } from './node.ts';
import { perform } from './performing/perform.ts';
import type { Accepted, Made, Task } from './performing/task.ts';
import type { Rung } from './ports.ts';
import type { Deps, Wish } from './reason.ts';
import type { RunSpec } from './run.ts';
import type { RunLedger } from './runLedger.ts';
import type { Action } from './strategy.ts';

const INBOX = 'inbox';

type Heard = ReasoningEvent | Wish | Accepted;

/** What was heard: an event to be told, or something for the strategy to think about, or both. */
interface Hearing {
  readonly event: ReasoningEvent | undefined;
  readonly isNews: boolean;
}

const NEWS: Hearing = { event: undefined, isNews: true };

/** An action that is being carried out. */
interface Going {
  readonly action: Action;
  readonly abort: AbortController;
  /** What stands already, and is the strategy's to see when the action ends. */
  readonly accepted: Node[];
}

/** Carries out actions, as many at once as are wanted. */
export class Workshop {
  private readonly merge = new Merge<Heard, Made | undefined>();
  private readonly going = new Map<string, Going>();
  private readonly unreadable = new Map<Rung, number>();
  private readonly habits = { thinksUnmarked: false, isReasoningTold: false };
  private readonly ledger: RunLedger;
  private readonly deps: Deps;

  constructor(ledger: RunLedger, deps: Deps) {
    this.ledger = ledger;
    this.deps = deps;
    this.merge.add(INBOX, deps.inbox[Symbol.asyncIterator]());
  }

  /** Whether nothing is going on. */
  get isIdle(): boolean {
    return this.going.size === 0;
  }

  /** Puts what the reader threw in where the next message of each chain will carry it; whether there was anything to put. */
  async placeRemarks(actions: readonly Action[]): Promise<boolean> {
    // A question of the program's own stands in no chain, and carries no remark.
    const ready = this.ready(actions).filter(action => action.do !== 'ask');
    const nodes = ready.flatMap(({ chain, at }) => this.ledger.remarksFor(chain, at));
    for (const node of nodes) await this.add(node);
    return nodes.length > 0;
  }

  /** Stops what is no longer wanted and starts what is neither made nor going on, as much at once as the run allows. */
  see(actions: readonly Action[]): void {
    const wanted = new Set(actions.map(({ slot }) => slot));
    for (const slot of this.going.keys()) if (!wanted.has(slot)) this.stop(slot);
    if (!this.ledger.isPaused) for (const action of this.ready(actions)) this.start(action);
  }

  /** What can begin now: the first of what waits, where there is room. */
  private ready(actions: readonly Action[]): readonly Action[] {
    const waiting = actions.filter(({ slot }) => !this.going.has(slot) && !this.ledger.has(slot));
    const going = actions.filter(({ slot }) => this.going.has(slot)).length;
    return waiting.slice(0, Math.max(0, Math.max(1, this.ledger.spec.concurrency) - going));
  }

  /** Waits for what is said next. No generator: each word of a model comes this way. */
  async hear(): Promise<Hearing> {
    const said = await this.merge.next(this.deps.signal);
    if ('error' in said) return this.failed(said.name, said.error);
    if (said.result.done) return this.finished(said.name, said.result.value);
    const heard = said.result.value;
    if ('accepted' in heard) return this.accept(said.name, heard);
    if ('wish' in heard) return this.obey(heard.wish);
    if (!('remark' in heard)) return { event: inChain(heard, this.chainOf(said.name)), isNews: false };
    this.ledger.addRemark(heard.remark);
    return { event: { type: 'remark', text: heard.remark }, isNews: false };
  }

  close(): void {
    for (const slot of this.going.keys()) this.stop(slot);
    this.merge.dropAll();
  }

  private chainOf(slot: string): number {
    return this.going.get(slot)?.action.chain ?? 0;
  }

  private obey(wish: 'answer' | 'pause'): Hearing {
    if (wish === 'pause') {
      this.ledger.pause();
      return NEWS;
    }
    this.ledger.wishForAnswer();
    for (const [slot, { accepted }] of this.going) if (accepted.length > 0) this.stop(slot);
    return NEWS;
  }

  private async accept(slot: string, { accepted, event }: Accepted): Promise<Hearing> {
    await this.deps.keep(accepted);
    this.going.get(slot)?.accepted.push(accepted);
    return { event: event && inChain(event, this.chainOf(slot)), isNews: false };
  }

  private start(action: Action): void {
    const { slot, at } = action;
    const failure = this.ledger.failureOf(slot);
    if (failure !== undefined) throw failure;
    const abort = new AbortController();
    this.going.set(slot, { action, abort, accepted: [] });
    this.merge.add(slot, perform(action, this.ledger.pathTo(at), this.task(action, abort.signal)));
  }

  private task({ temperature }: Action, signal: AbortSignal): Task {
    const { model, ladder, retry, clock } = this.deps;
    const { meter, gauge } = this.ledger;
    const { ledger } = this;
    const whole = AbortSignal.any([this.deps.signal, signal]);
    return {
      get spec() {
        return temperature === undefined ? ledger.spec : atTemperature(ledger.spec, temperature);
      },
      model,
      ladder,
      retry,
      clock,
      signal: whole,
      meter,
      gauge,
      unreadable: this.unreadable,
      habits: this.habits,
      nextId: () => ledger.nextId(),
    };
  }

  /** Whoever still listens to the action hears no more of it, and its request is closed. */
  private stop(slot: string): void {
    this.merge.drop(slot);
    this.going.get(slot)?.abort.abort();
    this.end(slot);
  }

  /** A stop or a wish can come before a step is accepted or after, never between its being told and its being kept. */
  private async finished(slot: string, made: Made | undefined): Promise<Hearing> {
    const chain = this.chainOf(slot);
    this.end(slot);
    if (!made) return NEWS;
    for (const node of made.nodes) await this.add(node);
    return { event: made.acceptance && inChain(made.acceptance, chain), isNews: true };
  }

  private end(slot: string): void {
    for (const node of this.going.get(slot)?.accepted ?? []) this.ledger.add(node);
    this.going.delete(slot);
  }

  private async add(node: Node): Promise<void> {
    await this.deps.keep(node);
    this.ledger.add(node);
  }

  /** What a healthy server failed to make is the strategy's to judge; any other failure ends the run. */
  private failed(slot: string, error: unknown): Hearing {
    this.end(slot);
    const unreadable = error instanceof ModelError && (error.kind === 'malformed' || error.kind === 'refusal');
    if (!unreadable) throw error;
    this.ledger.fail(slot, error);
    return NEWS;
  }
}

const atTemperature = (spec: RunSpec, temperature: number): RunSpec => ({ ...spec, limits: { ...spec.limits, temperature } });
