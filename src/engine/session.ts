import { assertNever } from './assertNever.ts';
import type { NoticeCode, ReasoningEvent, RetryReason, RunEnding, RunStart, RunTotals, StepRecord } from './events.ts';
import type { Failure } from './ports.ts';
import type { StopReason } from './stop.ts';
import { addUsage, type Usage } from './usage.ts';

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

/** What the reader threw in, below the first `after` steps of the run. */
export interface RemarkView {
  readonly text: string;
  readonly after: number;
}

export interface AnswerView {
  readonly node: string;
  readonly parent: string;
  readonly status: 'running' | 'waiting' | 'done' | 'cut';
  readonly text: string;
  readonly reasoning: string;
  readonly durationMs?: number;
  readonly usage?: Usage;
  readonly finishReason?: string;
}

export interface NoticeView {
  readonly code: NoticeCode;
  readonly message: string;
  readonly facts?: Readonly<Record<string, string | number>>;
}

/** One run as a reader sees it. */
export interface RunView extends Omit<RunStart, 'type' | 'version'> {
  /** `interrupted`: the program ended before the run did. */
  readonly status: 'running' | 'answered' | 'cancelled' | 'failed' | 'interrupted' | 'paused';
  readonly steps: readonly StepView[];
  readonly answer?: AnswerView;
  readonly notices: readonly NoticeView[];
  readonly remarks: readonly RemarkView[];
  /** Of a run that never came to its end the totals are those of what it had finished. */
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

/** What a run has cost so far, as far as it is known. */
export const totalsOf = ({ durationMs = 0, usage = {}, requests = 0 }: RunView): RunTotals => ({ durationMs, usage, requests });

/** The only place where an event changes what is shown. */
export function reduceSession(session: Session, event: ReasoningEvent): Session {
  if (event.type === 'run-start') return startRun(interruptRun(session), event);
  const run = currentRun(session);
  return run ? { ...session, runs: session.runs.with(-1, reduceRun(run, event)) } : session;
}

/** How many steps of a run stand, to be gone on from. */
export const stepsDone = ({ steps }: RunView): number => steps.filter(({ status }) => status === 'done').length;

/** Whether a run ended without its answer, with at least one step to go on from. */
export function isResumable(run: RunView): boolean {
  return run.status !== 'running' && run.status !== 'answered' && stepsDone(run) > 0;
}

/** The session with its last run marked as interrupted, if that never came to its end: it can be gone on with. */
export function interruptRun(session: Session): Session {
  const run = currentRun(session);
  return run?.status === 'running' ? { ...session, runs: session.runs.with(-1, { ...cutOff(run), status: 'interrupted' }) } : session;
}

/** A run that is known by its id goes on, as the newest of the session; any other is a new one. */
function startRun(session: Session, { type: _type, version: _version, ...run }: RunStart): Session {
  const before = session.runs.find(({ runId }) => runId === run.runId);
  const started: RunView = { ...(before ? reopen(before) : { steps: [], notices: [], remarks: [] }), ...run, status: 'running' };
  return { ...session, runs: [...session.runs.filter(one => one !== before), started] };
}

/** What was finished stays, and so do the totals; how the run had ended does not. */
function reopen({ failure: _failure, stopReason: _reason, answerNode: _node, answer, ...run }: RunView): RunView {
  return answer?.status === 'done' ? { ...run, answer } : run;
}

function reduceRun(run: RunView, event: Exclude<ReasoningEvent, RunStart>): RunView {
  switch (event.type) {
    case 'step-start':
      return startStep(run, event);
    case 'step-delta':
      return changeLastStep(run, step => ({
        ...step,
        title: step.title + (event.title ?? ''),
        content: step.content + (event.content ?? ''),
        status: 'running',
      }));
    case 'step-retry':
      return changeLastStep(run, step => voidStep(step, event.reason, event.delayMs));
    case 'step-end':
      return endStep(run, event.step);
    case 'reasoning-delta':
      return addReasoning(run, event.index, event.text);
    case 'answer-start':
      return { ...cutOff(run), answer: { node: event.node, parent: event.parent, status: 'running', text: '', reasoning: '' } };
    case 'answer-delta':
      return changeAnswer(run, answer => ({ ...answer, status: 'running', text: answer.text + event.text }));
    case 'answer-retry':
      return changeAnswer(run, answer => ({ ...answer, status: 'waiting', text: '' }));
    case 'answer-end':
      return endAnswer(run, event);
    case 'notice': {
      const { type: _type, ...notice } = event;
      // The same words again are no news: a conversation may be condensed before every step.
      return run.notices.some(({ message }) => message === notice.message) ? run : { ...run, notices: [...run.notices, notice] };
    }
    case 'remark':
      return { ...run, remarks: [...run.remarks, { text: event.text, after: run.steps.length }] };
    case 'run-end':
    case 'run-cancel':
    case 'run-error':
      return endRun(run, event);
    default:
      return assertNever(event);
  }
}

/** A step that was cut when the run ended is begun anew; what it had shown becomes an attempt. */
function startStep(run: RunView, { index, node, parent }: Extract<ReasoningEvent, { type: 'step-start' }>): RunView {
  const last = run.steps.at(-1);
  const isAgain = last?.status === 'cut' && last.index === index;
  const voidAttempts = isAgain ? attemptsOf(last, { reason: 'cut' }) : [];
  const step: StepView = { index, node, parent, status: 'running', title: '', content: '', reasoning: '', voidAttempts };
  return { ...run, steps: [...(isAgain ? run.steps.slice(0, -1) : run.steps), step] };
}

function voidStep(step: StepView, reason: RetryReason, delayMs: number): StepView {
  return { ...step, status: 'waiting', title: '', content: '', reasoning: '', voidAttempts: attemptsOf(step, { reason, delayMs }) };
}

function attemptsOf({ title, content, voidAttempts }: StepView, why: Pick<VoidAttempt, 'reason' | 'delayMs'>): readonly VoidAttempt[] {
  return title || content ? [...voidAttempts, { title, content, ...why }] : voidAttempts;
}

function endStep(run: RunView, record: StepRecord): RunView {
  const { title, content, durationMs, usage, attempts } = record;
  const ended = changeLastStep(run, step => ({ ...step, status: 'done', title, content, record }));
  return addToTotals(ended, { durationMs, usage, requests: attempts });
}

function endAnswer(run: RunView, { type: _type, ...written }: Extract<ReasoningEvent, { type: 'answer-end' }>): RunView {
  const { durationMs, usage } = written;
  const ended = changeAnswer(run, answer => ({ ...answer, status: 'done', ...written }));
  return addToTotals(ended, { durationMs, usage, requests: 1 });
}

/** What is known of a run before its ending tells all of it; where that never comes, it is what the run had cost. */
function addToTotals(run: RunView, { durationMs, usage, requests }: RunTotals): RunView {
  const before = totalsOf(run);
  return {
    ...run,
    durationMs: before.durationMs + durationMs,
    usage: addUsage(before.usage, usage),
    requests: before.requests + requests,
  };
}

function addReasoning(run: RunView, index: number | undefined, text: string): RunView {
  if (index === undefined) return changeAnswer(run, answer => ({ ...answer, reasoning: answer.reasoning + text }));
  return changeLastStep(run, step => ({ ...step, status: 'running', reasoning: step.reasoning + text }));
}

function endRun({ failure: _failure, ...run }: RunView, event: RunEnding): RunView {
  const { durationMs, usage, requests } = event;
  const ended: RunView = { ...cutOff(run), durationMs, usage, requests };
  if (event.type === 'run-cancel') return { ...ended, status: event.paused ? 'paused' : 'cancelled' };
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
