import type { ReasoningEvent, RunEnding } from '../../src/engine/events.ts';
import { resolveLimits } from '../../src/engine/limits.ts';
import { type EvaluationPlan, tasksOf } from '../../src/evaluation/plan.ts';
import type { ResultLine } from '../../src/evaluation/resultLine.ts';

/** A plan over so many questions of each suite. */
export const planWith = (change: Partial<EvaluationPlan> = {}, suites: Readonly<Record<string, number>> = { sums: 4 }): EvaluationPlan => ({
  version: 1,
  model: 'gpt-4o-mini',
  suites: Object.entries(suites).map(([name, questions]) => ({ name, questions, digest: name })),
  strategies: ['direct', 'chain'],
  samples: 1,
  seed: 1,
  preset: 'quick',
  limits: resolveLimits('quick'),
  language: 'auto',
  ...change,
});

/** What a made-up run came to. */
export interface MadeUp {
  /** Absent: it failed on the way. */
  readonly answer?: string;
  readonly steps?: readonly {
    readonly durationMs: number;
    readonly repaired?: boolean;
    readonly attempts?: number;
    readonly content?: string;
  }[];
  readonly durationMs?: number;
  readonly more?: readonly ReasoningEvent[];
}

/** The line of one task of a plan. The right answer to question N is N. */
export function lineOf(plan: EvaluationPlan, question: number, strategy: string, made: MadeUp, suite = 'sums', sample = 0): ResultLine {
  const task = tasksOf(plan, suite, question).find(one => one.strategy === strategy && one.sample === sample);
  if (!task) throw new Error('There is no such task.');
  const asked = { id: `q${question}`, question: `What is ${question}?`, answer: String(question), kind: 'number' } as const;
  return { task: task.number, suite, strategy, sample, question: asked, events: eventsOf(plan, strategy, made) };
}

function eventsOf({ model, preset, limits }: EvaluationPlan, strategy: string, made: MadeUp): readonly ReasoningEvent[] {
  const { answer, steps = [], durationMs = 1000, more = [] } = made;
  const totals = { durationMs, usage: { promptTokens: 1_000_000, completionTokens: 100 }, requests: steps.length + 1 };
  const ending: RunEnding =
    answer === undefined
      ? { type: 'run-error', kind: 'network', cause: 'refused', facts: { host: 'there' }, message: 'Refused.', ...totals }
      : { type: 'run-end', stopReason: 'answered', answer, answerNode: 'n9', ...totals };
  return [
    { type: 'run-start', version: 1, runId: 'r', question: 'What?', model, strategy, preset, limits },
    ...steps.flatMap((step, index) => stepEvents(index, step)),
    ...(answer === undefined ? [] : answerEvents(answer)),
    ...more,
    ending,
  ];
}

function stepEvents(index: number, step: NonNullable<MadeUp['steps']>[number]): readonly ReasoningEvent[] {
  const { durationMs, repaired = false, attempts = 1, content = 'I think.' } = step;
  const node = `n${index + 1}`;
  const record = { index, node, title: 'Look', content, nextAction: 'continue', durationMs, attempts, usage: {}, repaired } as const;
  return [
    { type: 'step-start', index, node, parent: `n${index}` },
    { type: 'step-delta', index, title: 'Look', content },
    { type: 'step-end', step: record },
  ];
}

const answerEvents = (text: string): readonly ReasoningEvent[] => [
  { type: 'answer-start', node: 'n9', parent: 'n0' },
  { type: 'answer-delta', text },
  { type: 'answer-end', text, durationMs: 1, usage: {} },
];
