import { stepsOf } from '../node.ts';
import { stepsInBudget } from '../room.ts';
import type { Strategy } from '../strategy.ts';
import { nextInChain } from './chain.ts';

/** All steps in one streamed reply, where each request is dear; what is missing to the minimum is asked for once more. */
export const singlePass: Strategy = {
  name: 'single-pass',
  next: state => {
    const decision = nextInChain(state, 0);
    if ('stop' in decision) return decision;
    const [action] = decision.actions;
    if (action.do !== 'step') return decision;
    const path = state.path(0);
    const taken = stepsOf(path).length;
    const { minSteps, maxSteps } = state.spec.limits;
    const most = Math.min(maxSteps - taken, stepsInBudget(state.spec, path, state.now.tokens));
    return { actions: [{ ...action, several: { least: Math.min(most, Math.max(1, minSteps - taken)), most } }] };
  },
};
