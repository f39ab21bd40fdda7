import { assertNever } from './assertNever.ts';
import type { ChainEvent, RetryReason, StepRecord } from './events.ts';
import type { Usage } from './usage.ts';
import { withLast } from './withLast.ts';

/** What an attempt had shown before it became void; kept for the reader, never sent to the model. `cut`: the run had ended over it. */
export interface VoidAttempt {
  readonly title: string;
  readonly content: string;
  readonly reason: RetryReason | 'cut';
  /** How long the next attempt waited; absent where the run had ended. */
  readonly delayMs?: number;
}

/** A step as the page draws it. `cut`: the run went on without it (Stop, Answer now, a failure). */
export interface StepView {
  readonly index: number;
  /** Absent for the first chain. */
  readonly chain?: number;
  readonly node: string;
  readonly parent: string;
  readonly status: 'running' | 'waiting' | 'done' | 'cut';
  readonly title: string;
  readonly content: string;
  readonly reasoning: string;
  readonly voidAttempts: readonly VoidAttempt[];
  /** Present once the step is done. */
  readonly record?: StepRecord;
}

/** An answer as the page draws it. */
export interface AnswerView {
  /** Absent for the first chain. */
  readonly chain?: number;
  readonly node: string;
  readonly parent: string;
  readonly status: 'running' | 'waiting' | 'done' | 'cut';
  readonly text: string;
  readonly reasoning: string;
  readonly durationMs?: number;
  readonly usage?: Usage;
  readonly finishReason?: string;
}

/** One chain of a run as a reader sees it. */
export interface ChainView {
  readonly steps: readonly StepView[];
  readonly answer?: AnswerView;
}

/** The chain after an event of its own. */
export function reduceChain<C extends ChainView>(line: C, event: ChainEvent): C {
  switch (event.type) {
    case 'step-start':
      return startStep(line, event);
    case 'step-delta':
      return changeLastStep(line, step => ({
        ...step,
        title: step.title + (event.title ?? ''),
        content: step.content + (event.content ?? ''),
        status: 'running',
      }));
    case 'step-retry':
      return changeLastStep(line, step => voidStep(step, event.reason, event.delayMs));
    case 'step-end':
      return endStep(line, event.step);
    case 'reasoning-delta':
      return addReasoning(line, event.index, event.text);
    case 'answer-start':
      return startAnswer(line, event);
    case 'answer-delta':
      return changeAnswer(line, answer => ({ ...answer, status: 'running', text: answer.text + event.text }));
    case 'answer-retry':
      return changeAnswer(line, answer => ({ ...answer, status: 'waiting', text: '' }));
    case 'answer-end':
      return endAnswer(line, event);
    default:
      return assertNever(event);
  }
}

/** What was still being written stays as it stands. */
export function cutOff<C extends ChainView>(line: C): C {
  const steps = line.steps.map(step => (step.status === 'done' ? step : { ...step, status: 'cut' as const }));
  if (!line.answer || line.answer.status === 'done') return { ...line, steps };
  return { ...line, steps, answer: { ...line.answer, status: 'cut' } };
}

/** A step that was cut when the run ended is begun anew; what it had shown becomes an attempt. */
function startStep<C extends ChainView>(line: C, event: Extract<ChainEvent, { type: 'step-start' }>): C {
  const { index, node, parent, chain } = event;
  const last = line.steps.at(-1);
  const isAgain = last?.status === 'cut' && last.index === index;
  const voidAttempts = isAgain ? attemptsOf(last, { reason: 'cut' }) : [];
  const place = { index, ...(chain !== undefined && { chain }), node, parent };
  const step: StepView = { ...place, status: 'running', title: '', content: '', reasoning: '', voidAttempts };
  return { ...line, steps: [...(isAgain ? line.steps.slice(0, -1) : line.steps), step] };
}

function voidStep(step: StepView, reason: RetryReason, delayMs: number): StepView {
  return { ...step, status: 'waiting', title: '', content: '', reasoning: '', voidAttempts: attemptsOf(step, { reason, delayMs }) };
}

function attemptsOf({ title, content, voidAttempts }: StepView, why: Pick<VoidAttempt, 'reason' | 'delayMs'>): readonly VoidAttempt[] {
  return title || content ? [...voidAttempts, { title, content, ...why }] : voidAttempts;
}

const endStep = <C extends ChainView>(line: C, record: StepRecord): C =>
  changeLastStep(line, step => ({ ...step, status: 'done', title: record.title, content: record.content, record }));

function startAnswer<C extends ChainView>(line: C, { node, parent, chain }: Extract<ChainEvent, { type: 'answer-start' }>): C {
  const place = { ...(chain !== undefined && { chain }), node, parent };
  return { ...cutOff(line), answer: { ...place, status: 'running', text: '', reasoning: '' } };
}

function endAnswer<C extends ChainView>(line: C, event: Extract<ChainEvent, { type: 'answer-end' }>): C {
  const { type: _type, chain: _chain, ...written } = event;
  return changeAnswer(line, answer => ({ ...answer, status: 'done', ...written }));
}

function addReasoning<C extends ChainView>(line: C, index: number | undefined, text: string): C {
  if (index === undefined) return changeAnswer(line, answer => ({ ...answer, reasoning: answer.reasoning + text }));
  return changeLastStep(line, step => ({ ...step, status: 'running', reasoning: step.reasoning + text }));
}

function changeLastStep<C extends ChainView>(line: C, change: (step: StepView) => StepView): C {
  const step = line.steps.at(-1);
  return step ? { ...line, steps: withLast(line.steps, change(step)) } : line;
}

function changeAnswer<C extends ChainView>(line: C, change: (answer: AnswerView) => AnswerView): C {
  return line.answer ? { ...line, answer: change(line.answer) } : line;
}
