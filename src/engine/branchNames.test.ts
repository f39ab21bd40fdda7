import assert from 'node:assert/strict';
import { runStart, step } from '../../test/page/events.ts';
import { sessionOf } from '../../test/support/session.ts';
import { nameBranches, purposeLabel } from './branchNames.ts';
import type { ReasoningEvent } from './events.ts';
import type { Purpose } from './run.ts';
import { english } from './translate.ts';

const begin = (runId: string, branch: number, purpose: Purpose, from: string): ReasoningEvent => ({
  ...runStart('Why?', runId),
  branch,
  purpose,
  from,
});
const original = [runStart('Why?'), ...step(0, 'One', 'x'), ...step(1, 'Two', 'y')];
const names = (...events: readonly ReasoningEvent[]) => nameBranches(sessionOf([...original, ...events]), english).map(({ name }) => name);

describe('the name of a branch', () => {
  it('says what it is for, with the number of the step', () => {
    const purposes = [begin('r2', 1, 'retry-step', 'n1'), begin('r3', 2, 'edit-step', 'n0'), begin('r4', 3, 'ask-about-step', 'n2')];
    assert.deepEqual(names(...purposes, begin('r5', 4, 'compare', 'n0')), [
      'Original',
      'Step 2 retried',
      'Step 1 edited',
      'About step 2',
      'Direct answer',
    ]);
  });

  it('is its own, also where the same was done twice', () => {
    assert.deepEqual(names(begin('r2', 1, 'retry-step', 'n1'), begin('r3', 2, 'retry-step', 'n1')).slice(1), [
      'Step 2 retried',
      'Step 2 retried (2)',
    ]);
  });

  it('counts from the answer on, where the step came after one', () => {
    const further = [begin('r2', 1, 'retry-step', 'n99'), ...step(2, 'Three', 'z')];
    assert.equal(names(...further)[1], 'Step 3 retried');
  });
});

describe('why a run was begun', () => {
  it('is said of a run that goes on, and not of a question', () => {
    const session = sessionOf([...original, begin('r2', 0, 'think-more', 'n99')]);
    assert.deepEqual(
      session.runs.map(run => purposeLabel(session, run, english)),
      [undefined, 'Thinking more'],
    );
  });
});
