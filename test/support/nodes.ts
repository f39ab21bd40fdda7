import type { AnswerNode, OpeningNode, StepNode } from '../../src/engine/node.ts';
import type { Step } from '../../src/engine/step.ts';
import type { Usage } from '../../src/engine/usage.ts';

/** The opening `n0` of the run `run`, with `Why?` as its question. */
export const openingNode = (more: Partial<OpeningNode> = {}): OpeningNode => ({
  id: 'n0',
  chain: 0,
  run: 'run',
  slot: 'opening',
  kind: 'opening',
  why: 'question',
  history: [{ role: 'system', content: 'Think.' }],
  lead: 'Why?',
  ...more,
});

/** The step with this index below an opening `n0`: its id is `n1` for index 0. */
export function stepNode(index: number, step: Partial<Step> = {}, more: Partial<StepNode> = {}): StepNode {
  const title = step.title ?? `S${index}`;
  return {
    id: `n${index + 1}`,
    parent: `n${index}`,
    chain: 0,
    run: 'run',
    slot: `0/step/${index}`,
    kind: 'step',
    turn: { user: `Ask ${index}`, assistant: `Say ${index}` },
    step: { index, title, content: '', nextAction: 'continue', durationMs: 1, attempts: 1, usage: {}, repaired: false, ...step },
    ...more,
  };
}

/** An answer below the node `parent`. */
export const answerNode = (id: string, parent: string, text: string, usage: Usage = {}): AnswerNode => ({
  id,
  parent,
  chain: 0,
  run: 'run',
  slot: '0/answer/0',
  kind: 'answer',
  why: 'answered',
  turn: { user: 'Answer.', assistant: text },
  answer: { text, durationMs: 2, usage },
});
