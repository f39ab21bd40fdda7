import { branchesOf } from '../engine/branches.ts';
import { hasSeveralChains, numberOf } from '../engine/chains.ts';
import type { StepView } from '../engine/chainView.ts';
import type { ReasoningEvent } from '../engine/events.ts';
import { createReaderWords, type ReaderWords } from '../engine/readerWords.ts';
import { currentRun, type RunView, reduceSession, type Session } from '../engine/session.ts';
import type { HistoryList, HostMessage, PageUi } from '../protocol/messages.ts';
import { announce } from './announce.ts';
import { partKey } from './partKey.ts';

/** When the run and what it writes now began, on the page's own clock in milliseconds. */
export interface RunClock {
  readonly runStartedAtMs: number;
  /** What is being written, by the number of its chain. */
  readonly partStartedAtMs: Readonly<Record<number, number>>;
  /** How long a part had run when it was cut, by `partKey`. A reloaded page does not know it. */
  readonly cutAfterMs: Readonly<Record<string, number>>;
}

/** A line for screen readers; the number keeps two equal lines apart. */
export interface Announcement {
  readonly number: number;
  readonly text: string;
}

/** A question that was not asked after all; another object each time. */
export interface GivenBack {
  readonly question: string;
}

/** Everything that the page was told. */
export interface PageState {
  readonly session: Session;
  readonly ui: PageUi;
  /** The branch that is shown: the one that the host names, once its first event is there. */
  readonly branch: number;
  readonly language: ReaderWords;
  /** The number of the event that comes next; absent after a gap, until the next snapshot. */
  readonly expected?: number;
  readonly clock: RunClock;
  /** The list of sessions, where that is shown in the place of the session. */
  readonly history?: HistoryList;
  /** The last few lines, oldest first. */
  readonly announcements: readonly Announcement[];
  readonly givenBack?: GivenBack;
}

/** Folds one message of the host. A state without `expected` asks for a snapshot; before the first one there is no state. */
export function receive(state: PageState | undefined, message: HostMessage, nowMs: number): PageState | undefined {
  switch (message.type) {
    case 'snapshot':
      return { ...takeSnapshot(message, nowMs), ...(state?.history && { history: state.history }) };
    case 'ui':
      return state && showBranch({ ...state, ui: message.ui });
    case 'files':
    case 'knownFiles':
    case 'pasted':
      return state; // Whoever asked for it has it.
    case 'giveBack':
      return state && { ...state, givenBack: { question: message.question } };
    case 'history':
      return state && takeHistory(state, message.list);
    case 'events':
      return state && takeEvents(state, message, nowMs);
  }
}

function takeHistory({ history: _before, ...state }: PageState, history: HistoryList | undefined): PageState {
  return history ? { ...state, history } : state;
}

/** The host names a new branch before the page has heard of its run: until then the page shows what it showed. */
function showBranch(state: PageState): PageState {
  const { branch } = state.ui;
  return branch !== state.branch && branchesOf(state.session).includes(branch) ? { ...state, branch } : state;
}

function takeSnapshot(message: Extract<HostMessage, { type: 'snapshot' }>, nowMs: number): PageState {
  const { session, ui, words, locale, seq, elapsedMs } = message;
  const clock: RunClock = {
    runStartedAtMs: nowMs - (elapsedMs?.run ?? 0),
    partStartedAtMs: mapValues(elapsedMs?.parts ?? {}, partMs => nowMs - partMs),
    cutAfterMs: {},
  };
  const language = createReaderWords(words, locale);
  return showBranch({ session, ui, branch: 0, language, expected: seq, clock, announcements: [] });
}

const mapValues = (values: Readonly<Record<string, number>>, change: (value: number) => number): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]));

function takeEvents(state: PageState, { first, events }: Extract<HostMessage, { type: 'events' }>, nowMs: number): PageState {
  if (state.expected === undefined || first + events.length <= state.expected) return state;
  const { expected, ...rest } = state;
  if (first !== expected) return rest;
  const folded = events.reduce<PageState>((before, event) => takeEvent(before, event, nowMs), state);
  return showBranch({ ...folded, expected: first + events.length });
}

function takeEvent(state: PageState, event: ReasoningEvent, nowMs: number): PageState {
  const session = reduceSession(state.session, event);
  const clock = moveClock(state.clock, currentRun(state.session), event, nowMs);
  return { ...state, session, clock, announcements: addAnnouncement(state, event, currentRun(session)) };
}

/** Enough for the busiest frame; older lines have long been read out. */
const KEPT_ANNOUNCEMENTS = 6;

function addAnnouncement({ announcements, language }: PageState, event: ReasoningEvent, run: RunView | undefined): readonly Announcement[] {
  const text = announce(event, language, run !== undefined && hasSeveralChains(run));
  if (!text) return announcements;
  const number = (announcements.at(-1)?.number ?? 0) + 1;
  return [...announcements.slice(1 - KEPT_ANNOUNCEMENTS), { number, text }];
}

function moveClock(clock: RunClock, run: RunView | undefined, event: ReasoningEvent, nowMs: number): RunClock {
  switch (event.type) {
    case 'run-start':
      return { runStartedAtMs: nowMs, partStartedAtMs: {}, cutAfterMs: clock.cutAfterMs };
    case 'step-start':
      return beginPart(clock, numberOf(event), nowMs);
    case 'answer-start':
      return beginPart(noteCut(clock, run, nowMs, numberOf(event)), numberOf(event), nowMs);
    case 'run-end':
    case 'run-cancel':
    case 'run-error':
      return noteCut(clock, run, nowMs);
    default:
      return clock;
  }
}

const beginPart = (clock: RunClock, chain: number, nowMs: number): RunClock => ({
  ...clock,
  partStartedAtMs: { ...clock.partStartedAtMs, [chain]: nowMs },
});

/** `only`: the chain that goes on; absent where all come to their end. */
function noteCut(clock: RunClock, run: RunView | undefined, nowMs: number, only?: number): RunClock {
  if (!run) return clock;
  const cutAfterMs = { ...clock.cutAfterMs };
  for (const { chain, steps, answer } of [{ chain: 0, ...run }, ...(run.others ?? [])]) {
    const part = answer ?? steps.at(-1);
    if (!part || part.status === 'done' || (only !== undefined && chain !== only)) continue;
    cutAfterMs[part === run.answer ? partKey(run) : partKey(run, part)] = nowMs - partStartedAt(clock, part);
  }
  return { ...clock, cutAfterMs };
}

/** When what is being written in the chain of a part began, on the page's own clock. */
export const partStartedAt = ({ partStartedAtMs, runStartedAtMs }: RunClock, { chain = 0 }: Pick<StepView, 'chain'>): number =>
  partStartedAtMs[chain] ?? runStartedAtMs;
