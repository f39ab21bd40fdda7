import { assertNever } from './assertNever.ts';
import { type AnswerView, type ChainView, cutOff, reduceChain, type StepView } from './chainView.ts';
import { withDecisive } from './decisive.ts';
import {
  type ChainEvent,
  isOfChain,
  type NoticeCode,
  type ReasoningEvent,
  type RunEnding,
  type RunStart,
  type RunTotals,
  type Tally,
} from './events.ts';
import type { Failure } from './ports.ts';
import type { StopReason } from './stop.ts';
import { addUsage, type Usage } from './usage.ts';
import { withLast } from './withLast.ts';

/** What the reader threw in, below the first `after` steps of the run. */
export interface RemarkView {
  readonly text: string;
  readonly after: number;
}

export interface NoticeView {
  readonly code: NoticeCode;
  readonly message: string;
  readonly facts?: Readonly<Record<string, string | number>>;
}

/** A chain beside the one that counts. */
export interface OtherChain extends ChainView {
  readonly chain: number;
}

/** How often a search went through a node, and the share of those ways that came to the answer that most agree on. */
export interface NodeValue {
  readonly visits: number;
  readonly value: number;
}

/** One run as a reader sees it. Where several chains were thought, `steps` and `answer` are the first until the run ends, then those that count. */
export interface RunView extends Omit<RunStart, 'type' | 'version'> {
  /** `interrupted`: the program ended before the run did. */
  readonly status: 'running' | 'answered' | 'cancelled' | 'failed' | 'interrupted' | 'paused';
  readonly steps: readonly StepView[];
  readonly answer?: AnswerView;
  /** In the order of their numbers. */
  readonly others?: readonly OtherChain[];
  readonly tally?: Tally['answers'];
  readonly doubtful?: true;
  readonly values?: Readonly<Record<string, NodeValue>>;
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
  return run ? { ...session, runs: withLast(session.runs, reduceRun(run, event)) } : session;
}

/** How many steps of a run stand, to be gone on from; of several chains, those of the one that is furthest. */
export const stepsDone = ({ steps, others = [] }: RunView): number =>
  Math.max(...[{ steps }, ...others].map(chain => chain.steps.filter(({ status }) => status === 'done').length));

/** Whether a run ended without its answer, with at least one step to go on from. */
export function isResumable(run: RunView): boolean {
  return run.status !== 'running' && run.status !== 'answered' && stepsDone(run) > 0;
}

/** The session with its last run marked as interrupted, if that never came to its end: it can be gone on with. */
export function interruptRun(session: Session): Session {
  const run = currentRun(session);
  return run?.status === 'running' ? { ...session, runs: withLast(session.runs, { ...cutOffAll(run), status: 'interrupted' }) } : session;
}

/** A run that is known by its id goes on, as the newest of the session; any other is a new one. */
function startRun(session: Session, { type: _type, version: _version, ...run }: RunStart): Session {
  const before = session.runs.find(({ runId }) => runId === run.runId);
  const started: RunView = { ...(before ? reopen(before) : { steps: [], notices: [], remarks: [] }), ...run, status: 'running' };
  return { ...session, runs: [...session.runs.filter(one => one !== before), started] };
}

/** What was finished stays, and so do the totals; how the run had ended does not. A remark is heard by the first step that is begun anew. */
function reopen({ failure: _failure, stopReason: _reason, answerNode: _node, others, remarks, ...run }: RunView): RunView {
  const done = run.steps.filter(({ status }) => status === 'done').length;
  const heard = remarks.map(({ text, after }) => ({ text, after: Math.min(after, done) }));
  return { ...withoutCutAnswer(run), ...(others && { others: others.map(withoutCutAnswer) }), remarks: heard };
}

function withoutCutAnswer<C extends ChainView>(line: C): C {
  if (!line.answer || line.answer.status === 'done') return line;
  const { answer: _answer, ...rest } = line;
  return rest as C;
}

function reduceRun(run: RunView, event: Exclude<ReasoningEvent, RunStart>): RunView {
  if (isOfChain(event)) return reducePart(run, event);
  switch (event.type) {
    case 'notice': {
      const { type: _type, ...notice } = event;
      // The same words again are no news: a conversation may be condensed before every step.
      return run.notices.some(({ message }) => message === notice.message) ? run : { ...run, notices: [...run.notices, notice] };
    }
    case 'remark':
      return { ...run, remarks: [...run.remarks, { text: event.text, after: run.steps.length }] };
    case 'tally': {
      const { doubtful: _doubtful, ...others } = run;
      return { ...others, tally: event.answers, ...(event.doubtful && { doubtful: true }) };
    }
    case 'value':
      return { ...run, values: { ...run.values, [event.node]: { visits: event.visits, value: event.value } } };
    case 'run-end':
    case 'run-cancel':
    case 'run-error':
      return endRun(run, event);
    default:
      return assertNever(event);
  }
}

/** Changes one of the run's chains; the first is the run's own. */
function inLine(run: RunView, chain: number, change: <C extends ChainView>(line: C) => C): RunView {
  if (chain === 0) return change(run);
  const others = run.others ?? [];
  const line = change(others.find(one => one.chain === chain) ?? { chain, steps: [] });
  return { ...run, others: [...others.filter(one => one.chain !== chain), line].sort((one, other) => one.chain - other.chain) };
}

function reducePart(run: RunView, event: ChainEvent): RunView {
  const reduced = inLine(run, event.chain ?? 0, line => reduceChain(line, event));
  if (event.type === 'step-end') return addToTotals(reduced, { ...event.step, requests: event.step.attempts });
  return event.type === 'answer-end' ? addToTotals(reduced, { ...event, requests: 1 }) : reduced;
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

function endRun({ failure: _failure, ...run }: RunView, event: RunEnding): RunView {
  const { durationMs, usage, requests } = event;
  const ended: RunView = { ...cutOffAll(run), durationMs, usage, requests };
  if (event.type === 'run-cancel') return { ...ended, status: event.paused ? 'paused' : 'cancelled' };
  if (event.type === 'run-end') {
    const { stopReason, answerNode } = event;
    return { ...withDecisive(ended, event), status: 'answered', stopReason, answerNode };
  }
  const { kind, cause, facts, message } = event;
  return { ...ended, status: 'failed', failure: { kind, cause, facts, message } };
}

/** What was still being written in any chain stays as it stands. */
function cutOffAll(run: RunView): RunView {
  const { others } = run;
  return others ? { ...cutOff(run), others: others.map(cutOff) } : cutOff(run);
}
