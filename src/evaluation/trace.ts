import type { ReasoningEvent } from '../engine/events.ts';

type Delta = Extract<ReasoningEvent, { readonly type: 'step-delta' | 'reasoning-delta' | 'answer-delta' }>;

/**
 * Keeps the events of a run, with what came word by word made one delta for as long as nothing else of its chain came between:
 * how a network cut the words is nothing about the run.
 */
export class Trace {
  private readonly kept: ReasoningEvent[] = [];
  private readonly open = new Map<number, Delta>();

  see(event: ReasoningEvent): void {
    if (isDelta(event)) return this.add(event);
    this.settle();
    this.kept.push(event);
  }

  get events(): readonly ReasoningEvent[] {
    this.settle();
    return this.kept;
  }

  private add(event: Delta): void {
    const chain = chainOf(event);
    const before = this.open.get(chain);
    const joined = before && join(before, event);
    if (before && !joined) this.kept.push(before);
    this.open.set(chain, joined ?? event);
  }

  private settle(): void {
    this.kept.push(...this.open.values());
    this.open.clear();
  }
}

const isDelta = (event: ReasoningEvent): event is Delta =>
  event.type === 'step-delta' || event.type === 'reasoning-delta' || event.type === 'answer-delta';

/** Absent means the first. */
const chainOf = (event: Delta): number => ('chain' in event && typeof event.chain === 'number' ? event.chain : 0);

/** Both as one, or `undefined` where they are parts of different things. */
function join(first: Delta, second: Delta): Delta | undefined {
  if (first.type === 'answer-delta' && second.type === 'answer-delta') return { ...first, text: first.text + second.text };
  if (first.type === 'reasoning-delta' && second.type === 'reasoning-delta' && first.index === second.index) {
    return { ...first, text: first.text + second.text };
  }
  if (first.type !== 'step-delta' || second.type !== 'step-delta' || first.index !== second.index) return undefined;
  const title = joinTexts(first.title, second.title);
  const content = joinTexts(first.content, second.content);
  return { ...first, ...(title !== undefined && { title }), ...(content !== undefined && { content }) };
}

const joinTexts = (first: string | undefined, second: string | undefined): string | undefined =>
  first === undefined && second === undefined ? undefined : (first ?? '') + (second ?? '');
