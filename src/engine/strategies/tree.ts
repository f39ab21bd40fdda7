import { stepsOf } from '../node.ts';
import type { Decision, RunState, Strategy } from '../strategy.ts';
import { budgetOfTree } from './bounds.ts';
import { nextInChain } from './chain.ts';
import {
  type Answered,
  besideOthers,
  freeTemperature,
  furthest,
  groupAnswers,
  isAnswered,
  type Thread,
  tallyOf,
  wantsOf,
  whyNoMore,
} from './severalChains.ts';
import { bestOf, Growth, mostAgreedKey } from './treeGrowth.ts';
import { nextStepSlot, requestsIn, rollOuts, wayFrom } from './treeWays.ts';

/** So many ways that gave nothing readable are enough: others would give no more. */
const MOST_DEAD_WAYS = 3;

/** Monte Carlo tree search over steps, when answering: ways are tried where they came to the answer that most agree on, and where few were tried. */
export const tree: Strategy = { name: 'tree', next: state => nextInTree(besideOthers(state)) };

function nextInTree(state: RunState): Decision {
  const begun = rollOuts(state);
  const answered = begun.filter(isAnswered);
  const growth = new Growth(state.spec.limits.maxSteps - stepsOf(state.pathTo(state.start)).length, mostAgreedKey(answered));
  for (const way of begun) growth.add(way);
  const findings = answered.length > 0 ? [tallyOf(answered), ...growth.values()] : [];
  const why = whyNoMore(state);
  if (answered.length > 0 && (why || isSpent(state))) return { ...stopAt(answered, growth, why), findings };
  const going = begun.filter(({ wants }) => wants);
  const wanted = why ? furthest(going) : [...going, ...(isSpent(state) ? [] : newWays(state, growth, begun))];
  const actions = wantsOf(wanted);
  if (actions.length > 0) return { actions, findings };
  return answered.length > 0 ? { ...stopAt(answered, growth, why), findings } : nextInChain(state, 0, { slot: nextStepSlot(state, 0) });
}

const isSpent = (state: RunState): boolean => requestsIn(state) >= budgetOfTree(state.spec.limits);

/** Ways that begin now; each sees those before it as tried, so that they do not all begin at one place. */
function newWays(state: RunState, growth: Growth, begun: readonly Thread[]): readonly Thread[] {
  const ways: Thread[] = [];
  let dead = begun.filter(({ isDead }) => isDead).length;
  const taken = new Set(begun.map(({ chain }) => chain));
  const room = state.spec.concurrency - begun.filter(({ wants }) => wants).length;
  for (let chain = 0; ways.length < room && dead < MOST_DEAD_WAYS; chain++) {
    if (taken.has(chain)) continue;
    const start = growth.select();
    if (start === undefined) break;
    const way = wayFrom(state, chain, start || state.start, freeTemperature(state.spec));
    if (way.isDead) dead++;
    else {
      growth.begin(start);
      ways.push(way);
    }
  }
  return ways;
}

function stopAt(
  answered: readonly Answered[],
  growth: Growth,
  why: ReturnType<typeof whyNoMore>,
): Extract<Decision, { readonly stop: unknown }> {
  const agreeing = groupAnswers(answered)[0]?.threads ?? answered;
  const { answer } = bestOf(agreeing, growth);
  return { stop: why ?? answer.why, answer: answer.id };
}
