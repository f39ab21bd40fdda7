import type { Limits, PresetName } from './limits.ts';
import { TOKENS_OF_A_REQUEST } from './room.ts';
import { budgetOfTree, FEWEST_CHAINS, MOST_CHAINS } from './strategies/bounds.ts';

/** What a run sends and gets, in tokens over all its requests. */
export interface RunLoad {
  readonly requests: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
}

/** The least and the most that a run can come to. */
export interface RunEstimate {
  readonly least: RunLoad;
  readonly most: RunLoad;
}

/** What the estimate goes by. */
export interface RunPlan {
  readonly strategy: string;
  readonly preset: PresetName;
  readonly limits: Limits;
  /** Of the first request. */
  readonly promptTokens: number;
  readonly contextSize?: number | undefined;
}

type Shape = (plan: RunPlan) => RunEstimate;

/** How each strategy asks; one that is not here yet is taken for a chain. */
const SHAPES: ReadonlyMap<string, Shape> = new Map([
  ['chain', estimateChain],
  ['direct', estimateDirect],
  ['single-pass', estimateSinglePass],
  ['vote', plan => severalChains(plan, FEWEST_CHAINS, MOST_CHAINS)],
  ['verify', plan => severalChains(plan, 2, 3)],
  ['tree', estimateTree],
]);

/** What a run would come to, before it is begun. */
export const estimateRun = (plan: RunPlan): RunEstimate => (SHAPES.get(plan.strategy) ?? estimateChain)(plan);

/** All tokens together. */
export const tokensOf = ({ promptTokens, completionTokens }: RunLoad): number => promptTokens + completionTokens;

/** From here on a run is one to think about first: several times what the usual one comes to. */
const DEAR_TOKENS = 150_000;

/** Whether the reader should hear of it before. */
export const isDear = (plan: RunPlan): boolean =>
  plan.strategy !== 'direct' && (plan.preset === 'thorough' || tokensOf(estimateRun(plan).most) > DEAR_TOKENS);

function estimateDirect(plan: RunPlan): RunEstimate {
  const load = loadOf(plan, 0);
  return { least: load, most: load };
}

function estimateChain(plan: RunPlan): RunEstimate {
  const most = stepsWithinBudget(plan);
  return { least: loadOf(plan, Math.min(plan.limits.minSteps, most)), most: loadOf(plan, most) };
}

/** One reply with all steps, another where it stays below the minimum, and the answer. */
function estimateSinglePass(plan: RunPlan): RunEstimate {
  const { limits, promptTokens } = plan;
  const pass = (steps: number, passes: number): RunLoad => ({
    requests: passes + 1,
    promptTokens: (passes + 1) * promptTokens + steps * limits.maxTokensPerStep,
    completionTokens: steps * limits.maxTokensPerStep + limits.maxTokensForAnswer,
  });
  return { least: pass(limits.minSteps, 1), most: pass(limits.maxSteps, 2) };
}

function severalChains(plan: RunPlan, fewest: number, most: number): RunEstimate {
  const chain = estimateChain(plan);
  return { least: times(chain.least, fewest), most: times(chain.most, most) };
}

/** A search ends when its budget is spent; the way that is under way then is cut. */
function estimateTree(plan: RunPlan): RunEstimate {
  const { least, most } = estimateChain(plan);
  const ways = budgetOfTree(plan.limits) / least.requests;
  return {
    least: times(least, ways),
    most: { ...times(most, budgetOfTree(plan.limits) / most.requests), requests: budgetOfTree(plan.limits) },
  };
}

const times = ({ requests, promptTokens, completionTokens }: RunLoad, factor: number): RunLoad => ({
  requests: Math.ceil(requests * factor),
  promptTokens: Math.ceil(promptTokens * factor),
  completionTokens: Math.ceil(completionTokens * factor),
});

/** So many steps and the answer, each as long as it may be: each request carries all that came before. */
function loadOf({ limits, promptTokens, contextSize = Number.POSITIVE_INFINITY }: RunPlan, steps: number): RunLoad {
  const { maxTokensPerStep, maxTokensForAnswer } = limits;
  const growth = maxTokensPerStep + TOKENS_OF_A_REQUEST;
  let sent = 0;
  for (let step = 0; step <= steps; step++) sent += Math.min(contextSize, promptTokens + step * growth);
  return { requests: steps + 1, promptTokens: sent, completionTokens: steps * maxTokensPerStep + maxTokensForAnswer };
}

/** A run's budget may end it before its steps do. */
function stepsWithinBudget(plan: RunPlan): number {
  const { maxSteps, maxTokensPerRun = Number.POSITIVE_INFINITY } = plan.limits;
  let steps = 0;
  while (steps < maxSteps && tokensOf(loadOf(plan, steps + 1)) <= maxTokensPerRun) steps++;
  return steps;
}
