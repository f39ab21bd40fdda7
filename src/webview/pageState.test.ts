import assert from 'node:assert/strict';
import type { ReasoningEvent } from '../engine/events.ts';
import { emptySession, reduceSession } from '../engine/session.ts';
import type { HostMessage, PageUi } from '../protocol/messages.ts';
import { type PageState, receive } from './pageState.ts';

const ui: PageUi = {
  connected: true,
  endpoint: 'localhost',
  offers: [],
  preset: 'quick',
  presets: ['quick'],
  strategy: 'chain',
  strategies: ['chain'],
  model: 'm',
  models: ['m'],
  stepDisplay: 'auto',
  prices: {},
  branch: 0,
  queued: [],
  language: 'auto',
  languages: ['auto'],
  attachments: [],
};
const snapshot: HostMessage = { type: 'snapshot', seq: 5, session: emptySession('s1'), ui, words: {}, locale: 'en' };
const limits = { minSteps: 1, maxSteps: 2, maxTokensPerStep: 10, maxTokensForAnswer: 10, temperature: 0 };
const runStart: ReasoningEvent = {
  type: 'run-start',
  version: 1,
  runId: 'r1',
  question: 'Why?',
  model: 'm',
  strategy: 'chain',
  preset: 'quick',
  limits,
};
const stepStart: ReasoningEvent = { type: 'step-start', index: 0, node: 'n1', parent: 'n0' };
const delta = (content: string): ReasoningEvent => ({ type: 'step-delta', index: 0, content });
const runCancel: ReasoningEvent = { type: 'run-cancel', durationMs: 900, usage: {}, requests: 1 };

const play = (messages: readonly HostMessage[], nowMs = 0): PageState => {
  const state = messages.reduce<PageState | undefined>((before, message) => receive(before, message, nowMs), undefined);
  assert.ok(state);
  return state;
};
const events = (first: number, ...told: readonly ReasoningEvent[]): HostMessage => ({ type: 'events', first, events: told });

describe('receive', () => {
  it('has nothing to say before the first snapshot', () => {
    assert.equal(receive(undefined, events(0, runStart), 0), undefined);
    assert.equal(receive(undefined, { type: 'ui', ui }, 0), undefined);
  });

  it('folds events as the host does', () => {
    const state = play([snapshot, events(5, runStart, stepStart), events(7, delta('a'))]);
    assert.deepEqual(state.session, [runStart, stepStart, delta('a')].reduce(reduceSession, emptySession('s1')));
    assert.equal(state.expected, 8);
  });

  it('stops at a gap, and goes on with the next snapshot', () => {
    const gap = play([snapshot, events(5, runStart, stepStart), events(8, delta('b'))]);
    assert.equal(gap.expected, undefined);
    assert.equal(receive(gap, events(7, delta('a')), 0), gap);
    assert.equal(receive(gap, { ...snapshot, seq: 9 }, 0)?.expected, 9);
  });

  it('takes no event twice', () => {
    const once = play([snapshot, events(5, runStart, stepStart)]);
    assert.equal(receive(once, events(5, runStart, stepStart), 0), once);
  });

  it('takes what the host shows besides the session at any time', () => {
    const gap = play([snapshot, events(8, delta('b')), { type: 'ui', ui: { ...ui, model: 'other' } }]);
    assert.equal(gap.ui.model, 'other');
    assert.equal(gap.expected, undefined);
  });

  it('starts the clocks with the run and with each part of it', () => {
    const begun = receive(play([snapshot]), events(5, runStart), 1000);
    const { clock } = receive(begun, events(6, stepStart), 1500) ?? play([]);
    assert.deepEqual(clock, { runStartedAtMs: 1000, partStartedAtMs: { 0: 1500 }, cutAfterMs: {} });
  });

  it('sets the clocks back by what had passed before a snapshot', () => {
    const { clock } = play([{ ...snapshot, elapsedMs: { run: 400, parts: { 0: 300, 2: 100 } } }], 1000);
    assert.deepEqual([clock.runStartedAtMs, clock.partStartedAtMs], [600, { 0: 700, 2: 900 }]);
  });

  it('remembers how long a step had run when it was cut', () => {
    const running = receive(play([snapshot]), events(5, runStart, stepStart), 1000);
    assert.deepEqual(receive(running, events(7, runCancel), 1800)?.clock.cutAfterMs, { 'r1-n1': 800 });
    const answering = receive(running, events(7, { type: 'answer-start', node: 'n2', parent: 'n1' }), 1300);
    assert.deepEqual(answering?.clock.cutAfterMs, { 'r1-n1': 300 });
    assert.deepEqual(receive(answering, events(8, runCancel), 1500)?.clock.cutAfterMs, { 'r1-n1': 300, 'r1-answer': 200 });
  });

  it('gives each announcement a number of its own, and keeps the last few', () => {
    const starts = Array.from({ length: 10 }, (_, index) => ({ ...stepStart, index }));
    const { announcements } = play([snapshot, events(5, runStart, ...starts)]);
    assert.deepEqual(
      announcements.map(({ number }) => number),
      [6, 7, 8, 9, 10, 11],
    );
    assert.equal(announcements.at(-1)?.text, 'Step 10 has begun.');
  });
});
