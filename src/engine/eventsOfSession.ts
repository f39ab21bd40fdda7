import { chainsOf } from './chains.ts';
import type { AnswerView, ChainView, StepView, VoidAttempt } from './chainView.ts';
import { inChain, type ReasoningEvent, type RunStart } from './events.ts';
import { type RunView, type Session, totalsOf } from './session.ts';

/** The events that bring a session about: folded again they give the same. Deltas are joined, and nothing is told twice. */
export const eventsOfSession = ({ runs }: Session): readonly ReasoningEvent[] => runs.flatMap(eventsOfRun);

function eventsOfRun(run: RunView): readonly ReasoningEvent[] {
  const start = startOf(run);
  const notices = run.notices.map(notice => ({ type: 'notice', ...notice }) as const);
  const chains = chainsOf(run).map((line, place) => eventsOfChain(line, start, place === 0 ? run : undefined));
  return [start, ...notices, ...remarksAfter(run, 0), ...chains.flat(), ...findingsOf(run), ...endingOf(run)];
}

/** `run`: where it is the one whose remarks are told in the midst of it. */
function eventsOfChain({ steps, answer }: ChainView, start: RunStart, run: RunView | undefined): readonly ReasoningEvent[] {
  const remarks = (place: number) => (run ? remarksAfter(run, place + 1) : []);
  return [
    ...steps.flatMap((step, place) => [...eventsOfStep(step, start).map(event => inChain(event, step.chain ?? 0)), ...remarks(place)]),
    ...(answer ? eventsOfAnswer(answer).map(event => inChain(event, answer.chain ?? 0)) : []),
  ];
}

function findingsOf({ tally, doubtful, values = {} }: RunView): readonly ReasoningEvent[] {
  const found = Object.entries(values).map(([node, value]) => ({ type: 'value', node, ...value }) as const);
  return [...(tally ? [{ type: 'tally', answers: tally, ...(doubtful && { doubtful }) } as const] : []), ...found];
}

/** All of a run that is told when it begins. */
function startOf(run: RunView): RunStart {
  const { status: _status, steps: _steps, answer: _answer, notices: _notices, remarks: _remarks, ...told } = run;
  const { others: _others, tally: _tally, doubtful: _doubtful, values: _values, ...rest } = told;
  const { durationMs: _ms, usage: _usage, requests: _requests, stopReason: _why, answerNode: _node, failure: _failure, ...begun } = rest;
  return { type: 'run-start', version: 1, ...begun };
}

const remarksAfter = ({ remarks }: RunView, steps: number): readonly ReasoningEvent[] =>
  remarks.flatMap(({ text, after }) => (after === steps ? [{ type: 'remark', text } as const] : []));

function eventsOfStep({ index, node, parent, voidAttempts, ...step }: StepView, start: RunStart): readonly ReasoningEvent[] {
  const begin = { type: 'step-start', index, node, parent } as const;
  const attempts = voidAttempts.flatMap((attempt, place) => [
    ...deltaOf(index, attempt),
    ...(attempt.reason === 'cut' ? [start, begin] : [retryOf(index, attempt.reason, attempt, numberOf(voidAttempts, place))]),
  ]);
  const reasoning = step.reasoning ? [{ type: 'reasoning-delta', index, text: step.reasoning } as const] : [];
  const end = step.record ? [{ type: 'step-end', step: step.record } as const] : [];
  return [begin, ...attempts, ...reasoning, ...deltaOf(index, step), ...end];
}

type TextOfStep = Pick<StepView, 'title' | 'content'>;

const deltaOf = (index: number, { title, content }: TextOfStep): readonly ReasoningEvent[] =>
  title || content ? [{ type: 'step-delta', index, ...(title && { title }), ...(content && { content }) }] : [];

const retryOf = (
  index: number,
  reason: Exclude<VoidAttempt['reason'], 'cut'>,
  { delayMs = 0 }: VoidAttempt,
  attempt: number,
): ReasoningEvent => ({ type: 'step-retry', index, attempt, delayMs, reason });

/** Counted from 1 since the step was last begun. */
const numberOf = (attempts: readonly VoidAttempt[], place: number): number =>
  place - attempts.slice(0, place).findLastIndex(({ reason }) => reason === 'cut');

function eventsOfAnswer({ node, parent, status, text, reasoning, durationMs, usage, finishReason }: AnswerView): readonly ReasoningEvent[] {
  const start = { type: 'answer-start', node, parent } as const;
  const thought = reasoning ? [{ type: 'reasoning-delta', text: reasoning } as const] : [];
  const delta = text ? [{ type: 'answer-delta', text } as const] : [];
  if (status !== 'done') return [start, ...thought, ...delta];
  const end = { type: 'answer-end', text, durationMs: durationMs ?? 0, usage: usage ?? {}, ...(finishReason && { finishReason }) } as const;
  return [start, ...thought, ...delta, end];
}

function endingOf(run: RunView): readonly ReasoningEvent[] {
  const totals = totalsOf(run);
  const { status, stopReason = 'answered', answerNode = '', answer, failure } = run;
  switch (status) {
    case 'answered':
      return [{ type: 'run-end', ...totals, stopReason, answer: answer?.text ?? '', answerNode }];
    case 'cancelled':
      return [{ type: 'run-cancel', ...totals }];
    case 'paused':
      return [{ type: 'run-cancel', ...totals, paused: true }];
    case 'failed':
      return failure ? [{ type: 'run-error', ...totals, ...failure }] : [];
    case 'running':
    case 'interrupted':
      return [];
  }
}
