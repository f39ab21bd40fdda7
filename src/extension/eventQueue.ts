import { isOfChain, type ReasoningEvent } from '../engine/events.ts';

/** Adds an event to those that wait to be posted; a delta joins the delta before it where the reducer would do the same to both. */
export function enqueue(waiting: ReasoningEvent[], event: ReasoningEvent): void {
  const last = waiting.at(-1);
  const merged = last && mergeDeltas(last, event);
  if (merged) waiting[waiting.length - 1] = merged;
  else waiting.push(event);
}

function mergeDeltas(a: ReasoningEvent, b: ReasoningEvent): ReasoningEvent | undefined {
  if (!isOfChain(a) || !isOfChain(b) || a.chain !== b.chain) return undefined;
  if (a.type === 'answer-delta' && b.type === 'answer-delta') return { ...a, text: a.text + b.text };
  if (a.type === 'reasoning-delta' && b.type === 'reasoning-delta')
    return a.index === b.index ? { ...a, text: a.text + b.text } : undefined;
  if (a.type === 'step-delta' && b.type === 'step-delta') return a.index === b.index ? mergeStepDeltas(a, b) : undefined;
  return undefined;
}

type StepDelta = Extract<ReasoningEvent, { type: 'step-delta' }>;

function mergeStepDeltas(a: StepDelta, b: StepDelta): StepDelta {
  const join = (x?: string, y?: string) => (x === undefined ? y : y === undefined ? x : x + y);
  const title = join(a.title, b.title);
  const content = join(a.content, b.content);
  return { ...a, ...(title === undefined ? {} : { title }), ...(content === undefined ? {} : { content }) };
}
