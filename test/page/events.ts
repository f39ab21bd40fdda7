import { inChain, type ReasoningEvent, type RunError, type RunStart } from '../../src/engine/events.ts';
import { PRESETS } from '../../src/engine/limits.ts';

const QUESTION = 'Why?';

/** The events of small runs, as the engine tells them. */
export const runStart = (question: string, runId = 'r1'): RunStart => ({
  type: 'run-start',
  version: 1,
  runId,
  question,
  model: 'smollm2-135m',
  strategy: 'chain',
  preset: 'balanced',
  limits: PRESETS.balanced,
});

/** A run that goes on from what stands. */
export const runOn = (runId: string, place: Pick<RunStart, 'purpose' | 'branch' | 'from'> & Partial<RunStart>): ReasoningEvent => ({
  ...runStart(QUESTION, runId),
  ...place,
});

export const stepStart = (index: number): ReasoningEvent => ({
  type: 'step-start',
  index,
  node: `n${index + 1}`,
  parent: `n${index}`,
});

export const stepDelta = (index: number, text: { readonly title?: string; readonly content?: string }): ReasoningEvent => ({
  type: 'step-delta',
  index,
  ...text,
});

export const stepEnd = (index: number, title: string, content: string, durationMs = 1200): ReasoningEvent => ({
  type: 'step-end',
  step: {
    index,
    node: `n${index + 1}`,
    title,
    content,
    nextAction: 'continue',
    durationMs,
    firstWordMs: 90,
    attempts: 1,
    usage: { promptTokens: 300, completionTokens: 80 },
    repaired: false,
  },
});

/** A step from its start to its end. */
export const step = (index: number, title: string, content: string, durationMs = 1200): readonly ReasoningEvent[] => [
  stepStart(index),
  stepDelta(index, { title, content }),
  stepEnd(index, title, content, durationMs),
];

export const answerStart: ReasoningEvent = { type: 'answer-start', node: 'n99', parent: 'n98' };
export const answerDelta = (text: string): ReasoningEvent => ({ type: 'answer-delta', text });
export const answerEnd = (text: string): ReasoningEvent => ({ type: 'answer-end', text, durationMs: 640, usage: {} });

const usage = { promptTokens: 1311, cachedTokens: 1088, completionTokens: 296 };

export const runEnd = (over: Partial<Extract<ReasoningEvent, { type: 'run-end' }>> = {}): ReasoningEvent => ({
  type: 'run-end',
  stopReason: 'answered',
  answer: '',
  answerNode: 'n99',
  durationMs: 5120,
  usage,
  requests: 5,
  ...over,
});

export const runCancel: ReasoningEvent = { type: 'run-cancel', durationMs: 900, usage: {}, requests: 2 };

export const runError = (kind: RunError['kind'], cause: RunError['cause'], facts: RunError['facts'] = {}): RunError => ({
  type: 'run-error',
  kind,
  cause,
  facts,
  message: 'It failed.',
  durationMs: 40,
  usage: {},
  requests: 1,
});

/** An answer from its start to its end, and the end of the run. */
export const answer = (text: string, over: Parameters<typeof runEnd>[0] = {}): readonly ReasoningEvent[] => [
  answerStart,
  answerDelta(text),
  answerEnd(text),
  runEnd({ answer: text, ...over }),
];

/** Where a chain begins: below this node, with the step of this 0-based number. */
const AT_THE_QUESTION = { node: 'n0', index: 0 };

/**
 * One of several chains, as far as it came: its steps, then its answer where it has one. Its nodes are n101, n102 …, n199; those of the
 * first n1, n2 …, n99.
 */
export function chainOf(chain: number, titles: readonly string[], answerText?: string, from = AT_THE_QUESTION): readonly ReasoningEvent[] {
  const nodeOf = (number: number): string => `n${chain * 100 + number}`;
  const parentOf = (place: number): string => (place === 0 ? from.node : nodeOf(from.index + place));
  const steps = titles.flatMap((title, place): readonly ReasoningEvent[] => {
    const index = from.index + place;
    const node = nodeOf(index + 1);
    const end = stepEnd(index, title, `${title} it.`);
    return [
      { type: 'step-start', index, node, parent: parentOf(place) },
      stepDelta(index, { title, content: `${title} it.` }),
      ...(end.type === 'step-end' ? [{ ...end, step: { ...end.step, node } }] : []),
    ];
  });
  if (answerText === undefined) return steps.map(event => inChain(event, chain));
  const begin: ReasoningEvent = { type: 'answer-start', node: nodeOf(99), parent: parentOf(titles.length) };
  return [...steps, begin, answerDelta(answerText), answerEnd(answerText)].map(event => inChain(event, chain));
}
