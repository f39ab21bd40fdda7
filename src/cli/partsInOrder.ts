import { numberOf } from '../engine/chains.ts';
import { type ChainEvent, isEnding, isOfChain, type ReasoningEvent } from '../engine/events.ts';

const BEGINNINGS: ReadonlySet<string> = new Set<ChainEvent['type']>(['step-start', 'answer-start']);
const ENDS: ReadonlySet<string> = new Set<ChainEvent['type']>(['step-end', 'answer-end']);
const ATTEMPTS: ReadonlySet<string> = new Set<ChainEvent['type']>(['step-retry', 'answer-retry']);

/**
 * Puts the events of chains that are thought at once in an order in which they can be printed: a step or answer that is alone is handed on
 * as it comes; what is written beside it waits until it is whole.
 */
export class PartsInOrder {
  /** The chain whose part is handed on as it comes. */
  private live: number | undefined;
  /** What other chains are writing, by their numbers. */
  private readonly writing = new Map<number, readonly ChainEvent[]>();
  /** Whole parts that wait for the one that is handed on. */
  private whole: readonly ChainEvent[] = [];

  /** What can be printed now. */
  see(event: ReasoningEvent): readonly ReasoningEvent[] {
    if (!isOfChain(event)) return isEnding(event) ? [...this.rest(), event] : [event];
    const chain = numberOf(event);
    if (this.live === undefined && this.writing.size === 0) this.live = chain;
    if (chain !== this.live) {
      this.keep(chain, event);
      return this.live === undefined ? this.settle() : [];
    }
    if (!ENDS.has(event.type)) return [event];
    this.live = undefined;
    return [event, ...this.settle()];
  }

  /** What is whole, where nothing more will come. */
  rest(): readonly ReasoningEvent[] {
    const { whole } = this;
    this.whole = [];
    return whole;
  }

  private keep(chain: number, event: ChainEvent): void {
    const before = this.writing.get(chain) ?? [];
    if (ENDS.has(event.type)) {
      this.writing.delete(chain);
      this.whole = [...this.whole, ...before, event];
    } else if (BEGINNINGS.has(event.type)) this.writing.set(chain, [event]);
    // Of an attempt that does not count nothing is printed.
    else this.writing.set(chain, ATTEMPTS.has(event.type) ? before.slice(0, 1) : [...before, event]);
  }

  /** Nothing is handed on as it comes any more: what is whole follows, then the one part that is still written alone. */
  private settle(): readonly ReasoningEvent[] {
    const whole = this.rest();
    const [alone, ...more] = this.writing;
    if (!alone || more.length > 0) return whole;
    const [chain, begun] = alone;
    this.writing.delete(chain);
    this.live = chain;
    return [...whole, ...begun];
  }
}
