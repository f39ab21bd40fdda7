import assert from 'node:assert/strict';
import { runOn, runStart, step } from '../../test/page/events.ts';
import { sessionOf } from '../../test/support/session.ts';
import { nameBranches, purposeLabel } from './branchNames.ts';
import type { ReasoningEvent } from './events.ts';
import { english } from './translate.ts';

const original = [runStart('Why?'), ...step(0, 'One', 'x'), ...step(1, 'Two', 'y')];
const names = (...events: readonly ReasoningEvent[]) => nameBranches(sessionOf([...original, ...events]), english).map(({ name }) => name);

describe('the name of a branch', () => {
  it('says what it is for, with the number of the step', () => {
    const purposes = [
      runOn('r2', { branch: 1, purpose: 'retry-step', from: 'n1' }),
      runOn('r3', { branch: 2, purpose: 'edit-step', from: 'n0' }),
      runOn('r4', { branch: 3, purpose: 'ask-about-step', from: 'n2' }),
    ];
    assert.deepEqual(names(...purposes, runOn('r5', { branch: 4, purpose: 'compare', from: 'n0' })), [
      'Original',
      'Step 2 retried',
      'Step 1 edited',
      'About step 2',
      'Direct answer',
    ]);
  });

  it('is its own, also where the same was done twice', () => {
    assert.deepEqual(
      names(
        runOn('r2', { branch: 1, purpose: 'retry-step', from: 'n1' }),
        runOn('r3', { branch: 2, purpose: 'retry-step', from: 'n1' }),
      ).slice(1),
      ['Step 2 retried', 'Step 2 retried (2)'],
    );
  });

  it('counts from the answer on, where the step came after one', () => {
    const further = [runOn('r2', { branch: 1, purpose: 'retry-step', from: 'n99' }), ...step(2, 'Three', 'z')];
    assert.equal(names(...further)[1], 'Step 3 retried');
  });
});

describe('why a run was begun', () => {
  it('is said of a run that goes on, and not of a question', () => {
    const session = sessionOf([...original, runOn('r2', { branch: 0, purpose: 'think-more', from: 'n99' })]);
    assert.deepEqual(
      session.runs.map(run => purposeLabel(session, run, english)),
      [undefined, 'Thinking more'],
    );
  });
});
