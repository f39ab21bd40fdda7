import { branchesOf } from '../engine/branches.ts';
import type { ReasoningEvent } from '../engine/events.ts';
import { createReaderWords, type ReaderWords } from '../engine/readerWords.ts';
import { currentRun, type RunView, reduceSession, type Session } from '../engine/session.ts';
import type { HistoryList, HostMessage, PageUi } from '../protocol/messages.ts';
import { announce } from './announce.ts';
import { partKey } from './partKey.ts';

/** When the run and what it writes now began, on the page's own clock in milliseconds. */
export interface RunClock {
  readonly runStartedAtMs: number;
  readonly partStartedAtMs: number;
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
    partStartedAtMs: nowMs - (elapsedMs?.part ?? 0),
    cutAfterMs: {},
  };
  const language = createReaderWords(words, locale);
  return showBranch({ session, ui, branch: 0, language, expected: seq, clock, announcements: [] });
}

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
  return { ...state, session, clock, announcements: addAnnouncement(state, event) };
}

/** Enough for the busiest frame; older lines have long been read out. */
const KEPT_ANNOUNCEMENTS = 6;

function addAnnouncement({ announcements, language }: PageState, event: ReasoningEvent): readonly Announcement[] {
  const text = announce(event, language);
  if (!text) return announcements;
  const number = (announcements.at(-1)?.number ?? 0) + 1;
  return [...announcements.slice(1 - KEPT_ANNOUNCEMENTS), { number, text }];
}

function moveClock(clock: RunClock, run: RunView | undefined, event: ReasoningEvent, nowMs: number): RunClock {
  switch (event.type) {
    case 'run-start':
      return { runStartedAtMs: nowMs, partStartedAtMs: nowMs, cutAfterMs: clock.cutAfterMs };
    case 'step-start':
      return { ...clock, partStartedAtMs: nowMs };
    case 'answer-start':
      return { ...noteCut(clock, run, nowMs), partStartedAtMs: nowMs };
    case 'run-cancel':
    case 'run-error':
      return noteCut(clock, run, nowMs);
    default:
      return clock;
  }
}

function noteCut(clock: RunClock, run: RunView | undefined, nowMs: number): RunClock {
  const part = run?.answer ?? run?.steps.at(-1);
  if (!run || !part || part.status === 'done') return clock;
  const key = part === run.answer ? partKey(run) : partKey(run, part);
  return { ...clock, cutAfterMs: { ...clock.cutAfterMs, [key]: nowMs - clock.partStartedAtMs } };
}
