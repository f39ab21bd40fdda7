import { byId, type Node, pathTo, stepsOf } from './node.ts';
import type { RunSpec } from './run.ts';
import { nextInChain } from './strategies/chain.ts';
import { STRATEGIES } from './strategies/index.ts';
import type { RunState, StepAction } from './strategy.ts';

/** A recording does not hold what the model said to the program's own questions; that a further chain was begun tells that it said no. */
const ANSWERED_NO = new Set(['same/0/1']);

/** The step that was asked for at the end of `path`, as the strategy of the run will have wanted it; `made` is what the run had made by then. */
export function stepActionAt(spec: RunSpec, made: readonly Node[], path: readonly Node[], chain: number): StepAction {
  const at = path.at(-1)?.id ?? spec.from;
  const state = stateOf(spec, made, path);
  const wanted = [STRATEGIES.get(spec.strategy)?.next(state), nextInChain(state, chain, { path })];
  const actions = wanted.flatMap(decision => (decision && 'actions' in decision ? decision.actions : []));
  const action = actions.find((one): one is StepAction => one.do === 'step' && one.chain === chain && one.at === at);
  return action ?? { do: 'step', at, chain, slot: `${chain}/step/${stepsOf(path).length}`, checkAnotherWay: false };
}

/** What budgets had left is not known: nothing is spent. */
function stateOf(spec: RunSpec, made: readonly Node[], path: readonly Node[]): RunState {
  const nodes = byId(made);
  const own = made.filter(({ run, kind }) => run === spec.id && kind !== 'opening');
  return {
    spec,
    made: new Map(own.map(node => [node.slot, node])),
    failed: ANSWERED_NO,
    wish: undefined,
    now: { elapsedMs: 0, tokens: 0 },
    start: spec.from,
    path: chain => (path.at(-1)?.chain === chain ? path : pathTo(nodes, own.findLast(node => node.chain === chain)?.id ?? spec.from)),
    pathTo: id => pathTo(nodes, id),
  };
}
