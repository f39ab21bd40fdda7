import type { RunStart } from './events.ts';
import type { Node } from './node.ts';
import type { RunSpec } from './run.ts';

/** The first event of a run on these nodes. */
export function startOf({ id, question, model, strategy, preset, limits, from }: RunSpec, nodes: readonly Node[]): RunStart {
  const isNewQuestion = nodes.find(node => node.id === from)?.run === id;
  return { type: 'run-start', version: 1, runId: id, question, model, strategy, preset, limits, ...(!isNewQuestion && { from }) };
}
