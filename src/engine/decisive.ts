import { wayTo } from './chains.ts';
import type { ChainView, StepView } from './chainView.ts';
import type { OtherChain, RunView } from './session.ts';

/** The run with the steps that led to the node of its answer in the first place; what else was thought stands beside them. */
export function withDecisive(run: RunView, answerNode: string): RunView {
  if (!run.others) return run;
  const lines: readonly ChainView[] = [run, ...run.others];
  const answer = lines.find(line => line.answer?.node === answerNode)?.answer;
  if (!answer) return run;
  const all = lines.flatMap(({ steps }) => steps);
  const steps = wayTo(answer.parent, all);
  const { answer: _answer, ...rest } = run;
  return { ...rest, steps, answer, others: othersOf(lines, new Set(steps), answerNode) };
}

/** What is not on the way to the answer, by its chain. */
function othersOf(lines: readonly ChainView[], decisive: ReadonlySet<StepView>, answerNode: string): readonly OtherChain[] {
  const steps = lines.flatMap(line => line.steps).filter(step => !decisive.has(step));
  const answers = lines.flatMap(({ answer }) => (answer && answer.node !== answerNode ? [answer] : []));
  const chains = new Set([...steps, ...answers].map(({ chain = 0 }) => chain));
  return [...chains]
    .sort((one, other) => one - other)
    .map(chain => {
      const answer = answers.find(one => (one.chain ?? 0) === chain);
      return { chain, steps: steps.filter(step => (step.chain ?? 0) === chain), ...(answer && { answer }) };
    });
}
