import { stepsOf } from '../node.ts';
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
    const taken = stepsOf(state.path(0)).length;
    const { minSteps, maxSteps } = state.spec.limits;
    return { actions: [{ ...action, several: { least: Math.max(1, minSteps - taken), most: maxSteps - taken } }] };
  },
};
