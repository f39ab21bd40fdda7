import { byChain, wayTo } from './chains.ts';
import type { AnswerView, ChainView, StepView } from './chainView.ts';
import type { RunEnd } from './events.ts';
import type { OtherChain, RunView } from './session.ts';

/** The run with the steps that led to its answer in the first place; what else was thought stands beside them. */
export function withDecisive(run: RunView, end: Pick<RunEnd, 'answer' | 'answerNode'>): RunView {
  if (!run.others) return run;
  const lines: readonly ChainView[] = [run, ...run.others];
  const answer = answerThatCounts(lines, end);
  if (!answer) return run;
  const all = lines.flatMap(({ steps }) => steps);
  const steps = wayTo(answer.parent, all);
  const { answer: _answer, ...rest } = run;
  return { ...rest, steps, answer, others: othersOf(lines, new Set(steps), answer) };
}

/** An answer that the token limit cut ends with another node than the one that it began with: then its words tell which it is. */
function answerThatCounts(
  lines: readonly ChainView[],
  { answer, answerNode }: Pick<RunEnd, 'answer' | 'answerNode'>,
): AnswerView | undefined {
  const answers = lines.flatMap(line => line.answer ?? []);
  return answers.find(({ node }) => node === answerNode) ?? answers.find(({ status, text }) => status === 'done' && text === answer);
}

/** What is not on the way to the answer, by its chain. */
function othersOf(lines: readonly ChainView[], decisive: ReadonlySet<StepView>, decided: AnswerView): readonly OtherChain[] {
  const steps = lines.flatMap(line => line.steps).filter(step => !decisive.has(step));
  const answers = lines.flatMap(({ answer }) => (answer && answer !== decided ? [answer] : []));
  return byChain(steps, answers);
}
