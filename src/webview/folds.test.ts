import assert from 'node:assert/strict';
import type { StepView } from '../engine/chainView.ts';
import { PRESETS } from '../engine/limits.ts';
import type { Session } from '../engine/session.ts';
import { type Folds, isStepOpen, NO_FOLDS, type Reader, settleFolds } from './folds.ts';

const step = (index: number, status: StepView['status']): StepView => ({
  index,
  node: `n${index}`,
  parent: '',
  status,
  title: '',
  content: '',
  reasoning: '',
  voidAttempts: [],
});
const session = (...statuses: readonly StepView['status'][]): Session => ({
  id: 's1',
  runs: [
    {
      runId: 'r1',
      question: '',
      model: '',
      strategy: '',
      preset: '',
      limits: PRESETS.quick,
      status: 'running',
      steps: statuses.map((status, index) => step(index, status)),
      notices: [],
      remarks: [],
    },
  ],
});
const reader = (followsEnd: boolean, ...held: readonly string[]): Reader => ({ followsEnd, holds: key => held.includes(key) });

describe('settleFolds', () => {
  const settle = (folds: Folds, before: Session, after: Session, who: Reader) => [...settleFolds(folds, before, after, who).leftOpen];

  it('folds a step that ended', () => {
    assert.deepEqual(settle(NO_FOLDS, session('running'), session('done'), reader(true)), []);
  });

  it('leaves open what the reader holds, until a later step ends and it is let go', () => {
    const held = settleFolds(NO_FOLDS, session('running'), session('done', 'running'), reader(true, 'r1-n0'));
    assert.deepEqual([...held.leftOpen], ['r1-n0']);
    assert.deepEqual(settle(held, session('done', 'running'), session('done', 'done'), reader(true)), []);
  });

  it('leaves open what ends while the reader has scrolled away', () => {
    assert.deepEqual(settle(NO_FOLDS, session('running'), session('done', 'done'), reader(false)), ['r1-n0']);
  });

  it('leaves open nothing of another session, and nothing that was never seen running', () => {
    assert.deepEqual(settle(NO_FOLDS, { ...session('running'), id: 's0' }, session('done'), reader(false)), []);
    assert.deepEqual(settle(NO_FOLDS, session(), session('done'), reader(false)), []);
  });
});

describe('isStepOpen', () => {
  const open = (status: StepView['status'], folds: Folds, display: 'auto' | 'expanded' | 'collapsed') =>
    isStepOpen(step(0, status), 'r1-n0', folds, display);

  it('opens the running step and what was left open', () => {
    assert.deepEqual(
      [open('running', NO_FOLDS, 'auto'), open('done', NO_FOLDS, 'auto'), open('cut', NO_FOLDS, 'auto')],
      [true, false, true],
    );
    assert.ok(open('done', { ...NO_FOLDS, leftOpen: new Set(['r1-n0']) }, 'auto'));
  });

  it('does as the setting says', () => {
    assert.deepEqual([open('running', NO_FOLDS, 'collapsed'), open('done', NO_FOLDS, 'expanded')], [false, true]);
  });

  it("puts the reader's choice above all", () => {
    assert.ok(!open('running', { ...NO_FOLDS, chosen: { 'r1-n0': false } }, 'expanded'));
    assert.ok(open('done', { ...NO_FOLDS, chosen: { 'r1-n0': true } }, 'collapsed'));
  });
});
