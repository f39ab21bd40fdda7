import assert from 'node:assert/strict';
import type { ReasoningEvent } from '../../src/engine/events.ts';
import { describeFailure } from '../../src/engine/failureWords.ts';
import { english } from '../../src/engine/translate.ts';
import { hostOf } from '../../src/model/baseUrl.ts';
import type { Played } from '../support/playRun.ts';
import type { Expected, Phase } from './faults.ts';
import { ANSWER, KEY, STEPS, titleOf } from './wire.ts';

/** How many requests are well before the fault is met; in back-off the second one was refused by a busy server. */
export const FAULT_AT: Readonly<Record<Phase, number>> = {
  connecting: 0,
  'before the first byte': 0,
  'in a step': 1,
  'between steps': 1,
  'in the answer': STEPS,
  'in back-off': 2,
};

/** How many steps stay. */
export const KEPT: Readonly<Record<Phase, number>> = { ...FAULT_AT, 'in back-off': 1 };

/** The waits before each further try, in milliseconds. */
export function waitsOf({ tries, waitMs }: Expected, phase: Phase): number[] {
  const own = tries === 'thrice' ? [waitMs ?? 1000, waitMs ?? 2000] : [];
  return phase === 'in back-off' ? [1000, ...own.slice(1)] : own;
}

/** How many requests are sent in all where the fault lasts. */
function requestsOf({ tries }: Expected, phase: Phase): number {
  if (tries === 'once') return FAULT_AT[phase] + 1;
  if (tries === 'each form') return FAULT_AT[phase] + (phase === 'in the answer' ? 1 : 3);
  return FAULT_AT[phase] + (phase === 'in back-off' ? 2 : 3);
}

const ofType = <T extends ReasoningEvent['type']>(events: readonly ReasoningEvent[], type: T) =>
  events.filter((event): event is Extract<ReasoningEvent, { type: T }> => event.type === type);

const waitsIn = (events: readonly ReasoningEvent[]): number[] =>
  events.flatMap(event => (event.type === 'step-retry' || event.type === 'answer-retry' ? [event.delayMs] : []));

/** A run that met a fault which lasts: kind, cause, words, requests, waits, and the steps that stay. */
export function assertFailed({ events, ending, nodes, slept }: Played, expected: Expected, phase: Phase, baseUrl: string): void {
  assert.ok(ending.type === 'run-error', JSON.stringify(ending));
  assert.deepEqual([ending.kind, ending.cause], [expected.kind, expected.cause]);
  const message = expected.message.replaceAll('{host}', hostOf(baseUrl));
  assert.equal(ending.message, message);
  assert.equal(describeFailure(ending.cause, ending.facts, english), message);
  assert.equal(ending.requests, requestsOf(expected, phase));
  assert.deepEqual(slept, waitsOf(expected, phase));
  assert.deepEqual(
    waitsIn(events).filter(delayMs => delayMs > 0),
    slept,
    'each wait is shown',
  );
  assertKept(events, nodes, KEPT[phase]);
  assert.ok(!JSON.stringify([events, nodes]).includes(KEY));
}

/** The accepted steps, each once, and nothing that the fault made up. */
function assertKept(events: Played['events'], nodes: Played['nodes'], kept: number): void {
  const titles = Array.from({ length: kept }, (_, index) => titleOf(index));
  assert.deepEqual(
    ofType(events, 'step-end').map(({ step }) => step.title),
    titles,
  );
  assert.deepEqual(
    nodes.slice(1).map(node => (node.kind === 'step' ? node.step.title : node.kind)),
    titles,
  );
  assert.equal(ofType(events, 'run-error').length + ofType(events, 'run-end').length, 1);
}

/** A run that met a fault once and went on from the last accepted step, with the wait shown. */
export function assertWentOn({ events, ending, nodes, slept }: Played, waits: readonly number[], requests: number): void {
  assert.ok(ending.type === 'run-end', JSON.stringify(ending));
  assert.deepEqual([ending.answer, ending.requests, slept], [ANSWER, requests, waits]);
  assertKept(events, nodes.slice(0, -1), STEPS);
  const answering = events.slice(events.findLastIndex(({ type }) => type === 'answer-start' || type === 'answer-retry'));
  assert.equal(
    ofType(answering, 'answer-delta')
      .map(({ text }) => text)
      .join(''),
    ANSWER,
  );
}
