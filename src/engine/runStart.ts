import type { RunStart } from './events.ts';
import type { Node } from './node.ts';
import type { RunSpec } from './run.ts';

/** The first event of a run on these nodes. */
export function startOf(spec: RunSpec, nodes: readonly Node[]): RunStart {
  const { id, question, excerpts, model, strategy, preset, limits, from } = spec;
  const isNewQuestion = nodes.find(node => node.id === from)?.run === id;
  const about = { question, ...(excerpts && { excerpts }) };
  return { type: 'run-start', version: 1, runId: id, ...about, model, strategy, preset, limits, ...(!isNewQuestion && { from }) };
}
