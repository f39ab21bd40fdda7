import assert from 'node:assert/strict';
import type { ReasoningEvent, RunEnding } from '../engine/events.ts';
import { Attention, type Badge } from './attention.ts';

const totals = { durationMs: 1, usage: {}, requests: 1 };
const limits = { minSteps: 1, maxSteps: 2, maxTokensPerStep: 100, maxTokensForAnswer: 100, temperature: 0 };
const start: ReasoningEvent = {
  type: 'run-start',
  version: 1,
  runId: 'r1',
  question: 'Why?',
  model: 'm1',
  strategy: 'chain',
  preset: 'quick',
  limits,
};
const end: RunEnding = { type: 'run-end', stopReason: 'answered', answer: 'x', answerNode: 'n1', ...totals };
const stopped: RunEnding = { type: 'run-cancel', ...totals };
const failed: RunEnding = { type: 'run-error', kind: 'network', cause: 'refused', facts: {}, message: 'x', ...totals };

describe('The reader’s attention', () => {
  let nowMs: number;
  let badges: (Badge | undefined)[];
  let notified: RunEnding[];
  let attention: Attention;

  beforeEach(() => {
    nowMs = 1_000_000;
    badges = [];
    notified = [];
    attention = new Attention({ showBadge: badge => badges.push(badge), notify: ending => notified.push(ending) }, () => nowMs);
  });

  const think = (seconds: number) => {
    nowMs += seconds * 1000;
  };

  it('is called once where a run ends after 20 s with the page hidden', () => {
    attention.take(start);
    think(20);
    attention.take(end);
    assert.deepEqual(notified, [end]);
    think(60);
    attention.see(true);
    attention.see(false);
    assert.equal(notified.length, 1);
  });

  it('is called for a failure too', () => {
    attention.take(start);
    think(25);
    attention.take(failed);
    assert.deepEqual(notified, [failed]);
  });

  it('is not called after less than 20 s, or where the reader has stopped the run', () => {
    attention.take(start);
    think(19);
    attention.take(end);
    attention.take(start);
    think(60);
    attention.take(stopped);
    assert.deepEqual(notified, []);
  });

  it('is not called where the page is to be seen, however long that took', () => {
    attention.see(true);
    attention.take(start);
    think(600);
    attention.take(end);
    assert.deepEqual(notified, []);
  });

  it('counts from the moment at which the page was hidden', () => {
    attention.see(true);
    attention.take(start);
    think(600);
    attention.see(false);
    think(19);
    attention.take(end);
    assert.deepEqual(notified, []);
    attention.take(start);
    think(5);
    attention.see(true);
    think(5);
    attention.see(false);
    think(20);
    attention.take(end);
    assert.equal(notified.length, 1);
  });

  it('has a badge while a run goes on with the page hidden, and until its end is seen', () => {
    attention.take(start);
    attention.take(end);
    attention.see(true);
    assert.deepEqual(badges, ['running', 'ended', undefined]);
  });

  it('has no badge for what the reader sees or has stopped', () => {
    attention.see(true);
    attention.take(start);
    attention.take(end);
    attention.see(false);
    assert.deepEqual(badges, []);
    attention.take(start);
    attention.take(stopped);
    assert.deepEqual(badges, ['running', undefined]);
  });

  it('has a badge when the page is hidden in mid-run, and none when it is shown again', () => {
    attention.see(true);
    attention.take(start);
    attention.see(false);
    attention.see(true);
    assert.deepEqual(badges, ['running', undefined]);
  });
});
