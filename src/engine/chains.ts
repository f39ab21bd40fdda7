import type { AnswerView, StepView } from './chainView.ts';
import type { OtherChain, RunView } from './session.ts';

/** Strategies under which one chain's answer is not yet that of the run. */
const OF_SEVERAL_CHAINS: ReadonlySet<string> = new Set(['vote', 'verify', 'tree']);

/** Whether a run thinks in several chains, even if it has begun only one. */
export const hasSeveralChains = ({ strategy }: Pick<RunView, 'strategy'>): boolean => OF_SEVERAL_CHAINS.has(strategy);

/** Whether a run can still be hurried, held or told something: one chain that writes its answer cannot, several can until one of them counts. */
export const isThinking = (run: Pick<RunView, 'status' | 'strategy' | 'answer'>): boolean =>
  run.status === 'running' && (hasSeveralChains(run) || run.answer === undefined);

/** Whether the answer that stands there is the run's: of several chains, once it is known which of them counts. */
export const hasItsAnswer = (run: Pick<RunView, 'strategy' | 'answer' | 'answerNode'>): boolean =>
  run.answer !== undefined && (!hasSeveralChains(run) || run.answerNode !== undefined);

/** Every step of a run, those of the chain that counts first. */
export const allStepsOf = ({ steps, others = [] }: Pick<RunView, 'steps' | 'others'>): readonly StepView[] =>
  others.length > 0 ? [steps, ...others.map(chain => chain.steps)].flat() : steps;

/** Every answer of a run, the one that counts first. */
export const allAnswersOf = ({ answer, others = [] }: Pick<RunView, 'answer' | 'others'>): readonly AnswerView[] =>
  [answer, ...others.map(chain => chain.answer)].flatMap(one => one ?? []);

/** The chains of a run as they were thought, in the order of their numbers, whichever of them counts in the end; the first is always among them. */
export function chainsOf(run: RunView): readonly OtherChain[] {
  const steps = [...allStepsOf(run)].sort((one, other) => one.index - other.index);
  const answers = allAnswersOf(run);
  return byChain(steps, answers, [0]);
}

/** Steps and answers by their chains, in the order of their numbers; `always`: chains that are there also without any. */
export function byChain(steps: readonly StepView[], answers: readonly AnswerView[], always: readonly number[] = []): readonly OtherChain[] {
  return [...new Set([...always, ...[...steps, ...answers].map(numberOf)])]
    .sort((one, other) => one - other)
    .map(chain => {
      const answer = answers.find(one => numberOf(one) === chain);
      return { chain, steps: steps.filter(step => numberOf(step) === chain), ...(answer && { answer }) };
    });
}

/** The steps that led to a node, the node among them where it is a step. */
export function wayTo(node: string, all: readonly StepView[]): readonly StepView[] {
  const byNode = new Map(all.map(step => [step.node, step]));
  const steps: StepView[] = [];
  for (let at = byNode.get(node); at && !steps.includes(at); at = byNode.get(at.parent)) steps.unshift(at);
  return steps;
}

/** The number of the chain that a step, an answer or an event belongs to. */
export const numberOf = ({ chain = 0 }: { readonly chain?: number }): number => chain;
