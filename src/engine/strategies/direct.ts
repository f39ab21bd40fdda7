import type { Strategy } from '../strategy.ts';

/** One plain answer without steps: what everything else is measured against. */
export const direct: Strategy = {
  name: 'direct',
  next: state => {
    const last = state.path(0).at(-1);
    if (!last) throw new Error('A run begins at a node.');
    if (last.kind === 'answer' && last.run === state.spec.id) return { stop: last.why, answer: last.id };
    return { actions: [{ do: 'answer', slot: '0/answer/0', at: last.id, chain: 0, why: 'answered', plain: true }] };
  },
};
