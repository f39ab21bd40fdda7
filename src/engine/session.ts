import { assertNever } from './assertNever.ts';
import type { NoticeCode, ReasoningEvent, RetryReason, RunCancel, RunEnd, RunError, RunStart, StepRecord } from './events.ts';
import type { Failure } from './ports.ts';
import type { StopReason } from './stop.ts';
import type { Usage } from './usage.ts';

/** What an attempt had shown before it became void; kept for the reader, never sent to the model. */
export interface VoidAttempt {
  readonly title: string;
  readonly content: string;
  readonly reason: RetryReason;
}

/** A step as the page draws it. `cut`: the run went on without it (Stop, Answer now, a failure). */
export interface StepView {
  readonly index: number;
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

export interface AnswerView {
  readonly status: 'running' | 'waiting' | 'done' | 'cut';
  readonly text: string;
  readonly reasoning: string;
  readonly durationMs?: number;
}

export interface NoticeView {
  readonly code: NoticeCode;
  readonly message: string;
  readonly facts?: Readonly<Record<string, string | number>>;
}

/** One run as a reader sees it. */
export interface RunView extends Omit<RunStart, 'type' | 'version'> {
  /** `interrupted`: the program ended before the run did. */
  readonly status: 'running' | 'answered' | 'cancelled' | 'failed' | 'interrupted';
  readonly steps: readonly StepView[];
  readonly answer?: AnswerView;
  readonly notices: readonly NoticeView[];
  readonly durationMs?: number;
  readonly usage?: Usage;
  readonly requests?: number;
  readonly stopReason?: StopReason;
  readonly answerNode?: string;
  readonly failure?: Failure;
}

/** All that a reader needs to draw a session. Plain JSON, so that it can be posted, stored and compared. */
export interface Session {
  readonly id: string;
  readonly runs: readonly RunView[];
}

export const emptySession = (id: string): Session => ({ id, runs: [] });

/** The run that events now belong to. */
export const currentRun = (session: Session): RunView | undefined => session.runs.at(-1);

/** The only place where an event changes what is shown. */
export function reduceSession(session: Session, event: ReasoningEvent): Session {
  if (event.type === 'run-start') return { ...session, runs: [...interruptRun(session).runs, startRun(event)] };
  const run = currentRun(session);
  return run ? { ...session, runs: session.runs.with(-1, reduceRun(run, event)) } : session;
}

/** The session with its last run marked as interrupted, if that never came to its end: it can be gone on with. */
export function interruptRun(session: Session): Session {
  const run = currentRun(session);
  return run?.status === 'running' ? { ...session, runs: session.runs.with(-1, { ...cutOff(run), status: 'interrupted' }) } : session;
}

function startRun({ type: _type, version: _version, ...run }: RunStart): RunView {
  return { ...run, status: 'running', steps: [], notices: [] };
}

function reduceRun(run: RunView, event: Exclude<ReasoningEvent, RunStart>): RunView {
  switch (event.type) {
    case 'step-start':
      return { ...run, steps: [...run.steps, startStep(event)] };
    case 'step-delta':
      return changeLastStep(run, step => ({
        ...step,
        title: step.title + (event.title ?? ''),
        content: step.content + (event.content ?? ''),
        status: 'running',
      }));
    case 'step-retry':
      return changeLastStep(run, step => voidStep(step, event.reason));
    case 'step-end':
      return changeLastStep(run, step => ({
        ...step,
        status: 'done',
        title: event.step.title,
        content: event.step.content,
        record: event.step,
      }));
    case 'reasoning-delta':
      return addReasoning(run, event.index, event.text);
    case 'answer-start':
      return { ...cutOff(run), answer: { status: 'running', text: '', reasoning: '' } };
    case 'answer-delta':
      return changeAnswer(run, answer => ({ ...answer, status: 'running', text: answer.text + event.text }));
    case 'answer-retry':
      return changeAnswer(run, answer => ({ ...answer, status: 'waiting', text: '' }));
    case 'answer-end':
      return changeAnswer(run, answer => ({ ...answer, status: 'done', text: event.text, durationMs: event.durationMs }));
    case 'notice': {
      const { type: _type, ...notice } = event;
      return { ...run, notices: [...run.notices, notice] };
    }
    case 'run-end':
    case 'run-cancel':
    case 'run-error':
      return endRun(run, event);
    default:
      return assertNever(event);
  }
}

function startStep({ index, node, parent }: Extract<ReasoningEvent, { type: 'step-start' }>): StepView {
  return { index, node, parent, status: 'running', title: '', content: '', reasoning: '', voidAttempts: [] };
}

function voidStep(step: StepView, reason: RetryReason): StepView {
  const { title, content } = step;
  const voidAttempts = title || content ? [...step.voidAttempts, { title, content, reason }] : step.voidAttempts;
  return { ...step, status: 'waiting', title: '', content: '', reasoning: '', voidAttempts };
}

function addReasoning(run: RunView, index: number | undefined, text: string): RunView {
  if (index === undefined) return changeAnswer(run, answer => ({ ...answer, reasoning: answer.reasoning + text }));
  return changeLastStep(run, step => ({ ...step, status: 'running', reasoning: step.reasoning + text }));
}

function endRun(run: RunView, event: RunEnd | RunCancel | RunError): RunView {
  const { durationMs, usage, requests } = event;
  const ended: RunView = { ...cutOff(run), durationMs, usage, requests };
  if (event.type === 'run-cancel') return { ...ended, status: 'cancelled' };
  if (event.type === 'run-end') return { ...ended, status: 'answered', stopReason: event.stopReason, answerNode: event.answerNode };
  const { kind, cause, facts, message } = event;
  return { ...ended, status: 'failed', failure: { kind, cause, facts, message } };
}

/** What was still being written stays as it stands. */
function cutOff(run: RunView): RunView {
  const steps = run.steps.map(step => (step.status === 'done' ? step : { ...step, status: 'cut' as const }));
  if (!run.answer || run.answer.status === 'done') return { ...run, steps };
  return { ...run, steps, answer: { ...run.answer, status: 'cut' } };
}

function changeLastStep(run: RunView, change: (step: StepView) => StepView): RunView {
  const step = run.steps.at(-1);
  return step ? { ...run, steps: run.steps.with(-1, change(step)) } : run;
}

function changeAnswer(run: RunView, change: (answer: AnswerView) => AnswerView): RunView {
  return run.answer ? { ...run, answer: change(run.answer) } : run;
}
