import assert from 'node:assert/strict';
import { openingNode, stepNode } from '../../test/support/nodes.ts';
import { specOf } from '../../test/support/playRun.ts';
import type { Limits } from './limits.ts';
import { stepsOf } from './node.ts';
import type { RunSpec } from './run.ts';
import { type ChainState, findStopReason, STOP_REASONS, wantsToEnd } from './stop.ts';
import type { RunState } from './strategy.ts';

interface Situation {
  readonly steps?: number;
  readonly decided?: boolean;
  /** So many of the newest steps have one title. */
  readonly alike?: number;
  readonly limits?: Partial<Limits>;
  readonly state?: Partial<RunState>;
  readonly spec?: Partial<RunSpec>;
}

function viewOf({ steps: count = 1, decided = false, alike = 0, limits = {}, state = {}, spec = {} }: Situation): ChainState {
  const steps = Array.from({ length: count }, (_, index) =>
    stepNode(index, {
      ...(index >= count - alike && { title: 'Again' }),
      nextAction: decided && index === count - 1 ? 'final_answer' : 'continue',
      usage: { promptTokens: 100, completionTokens: 10 },
    }),
  );
  const path = [openingNode(), ...steps];
  const whole: RunState = {
    spec: { ...specOf('n0', { limits: { minSteps: 2, maxSteps: 4, ...limits } }), ...spec },
    made: new Map(),
    failed: new Set(),
    wish: undefined,
    now: { elapsedMs: 0, tokens: 0 },
    path: () => path,
    start: 'n0',
    pathTo: () => path,
    ...state,
  };
  return { state: whole, path, steps: stepsOf(path), slot: `0/step/${count}` };
}
const reasonFor = (situation: Situation) => findStopReason(viewOf(situation));

describe('a chain', () => {
  it('goes on while nothing speaks against it', () => {
    assert.equal(reasonFor({}), undefined);
    assert.equal(reasonFor({ steps: 0 }), undefined);
  });

  it('ends as answered once the model has decided and the minimum is reached', () => {
    assert.equal(reasonFor({ steps: 1, decided: true }), undefined);
    assert.equal(reasonFor({ steps: 2, decided: true }), 'answered');
    assert.equal(reasonFor({ steps: 2 }), undefined);
  });

  it('ends at the maximum', () => {
    assert.equal(reasonFor({ steps: 3 }), undefined);
    assert.equal(reasonFor({ steps: 4 }), 'step-limit');
    assert.equal(reasonFor({ steps: 4, decided: true }), 'answered');
  });

  it('ends with a limit, never as answered, where the maximum lies below the minimum', () => {
    assert.equal(reasonFor({ steps: 1, decided: true, limits: { minSteps: 3, maxSteps: 1 } }), 'step-limit');
  });

  it('ends when its time is over, to the second', () => {
    const limits = { maxSecondsPerRun: 10 };
    assert.equal(reasonFor({ limits, state: { now: { elapsedMs: 9999, tokens: 0 } } }), undefined);
    assert.equal(reasonFor({ limits, state: { now: { elapsedMs: 10_000, tokens: 0 } } }), 'time-limit');
  });

  it('ends when the next step would leave no room for the answer', () => {
    assert.equal(reasonFor({ spec: { contextSize: 400 } }), 'token-limit');
    assert.equal(reasonFor({ limits: { maxTokensPerRun: 3000 }, state: { now: { elapsedMs: 0, tokens: 2000 } } }), 'token-limit');
  });

  it('goes on where the steps can be condensed', () => {
    const long = { steps: 3, limits: { maxTokensPerStep: 100, maxSteps: 9 }, spec: { contextSize: 700 } };
    assert.equal(reasonFor(long), undefined);
    assert.equal(reasonFor({ ...long, spec: { contextSize: 540 } }), 'token-limit');
  });

  it('tries one step at least, however little room there is', () => {
    assert.equal(reasonFor({ steps: 0, spec: { contextSize: 900 } }), undefined);
  });

  it('ends when a step failed, if there are others to answer from', () => {
    assert.equal(reasonFor({ state: { failed: new Set(['0/step/1']) } }), 'failed-steps');
    assert.equal(reasonFor({ state: { failed: new Set(['1/step/1']) } }), undefined);
    assert.equal(reasonFor({ steps: 0, state: { failed: new Set(['0/step/0']) } }), undefined);
  });

  it('ends when its steps say the same for the second time', () => {
    assert.equal(reasonFor({ steps: 3, alike: 2 }), undefined);
    assert.equal(reasonFor({ steps: 3, alike: 3 }), 'stalled');
    assert.equal(reasonFor({ steps: 3, alike: 3, decided: true, limits: { minSteps: 4 } }), 'stalled');
    assert.equal(reasonFor({ steps: 3, alike: 3, spec: { id: 'another run, which goes on from there' } }), undefined);
  });

  it('ends at once when the reader wants the answer', () => {
    assert.equal(reasonFor({ steps: 0, state: { wish: 'answer' } }), 'answer-now');
    assert.equal(reasonFor({ steps: 1, decided: true, state: { wish: 'answer' } }), 'answer-now');
  });

  it('is not said to end early where it would have ended without the wish', () => {
    assert.equal(reasonFor({ steps: 4, decided: true, state: { wish: 'answer' } }), 'answered');
    assert.equal(reasonFor({ steps: 4, state: { wish: 'answer' } }), 'step-limit');
  });

  it('names the reason that weighs most', () => {
    const everything = { steps: 4, decided: true, limits: { maxSecondsPerRun: 0 }, spec: { contextSize: 1 } };
    assert.equal(reasonFor(everything), 'answered');
    assert.equal(reasonFor({ ...everything, decided: false, state: { failed: new Set(['0/step/4']) } }), 'failed-steps');
    assert.equal(reasonFor({ ...everything, decided: false }), 'step-limit');
    assert.equal(reasonFor({ ...everything, decided: false, limits: { maxSteps: 9, maxSecondsPerRun: 0 } }), 'time-limit');
    assert.equal(reasonFor({ ...everything, decided: false, limits: { maxSteps: 9 } }), 'token-limit');
    assert.equal(reasonFor({ steps: 4, alike: 4, limits: { maxSteps: 9 }, state: { wish: 'answer' } }), 'stalled');
  });

  it('has a name for every reason', () => {
    assert.equal(new Set(STOP_REASONS).size, STOP_REASONS.length);
  });
});

describe('wantsToEnd', () => {
  it('looks at the newest step only', () => {
    const end = stepNode(0, { nextAction: 'final_answer' });
    assert.deepEqual([wantsToEnd([]), wantsToEnd([end]), wantsToEnd([end, stepNode(1)])], [false, true, false]);
  });
});
