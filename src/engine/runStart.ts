import type { RunStart } from './events.ts';
import { type Node, toldAt } from './node.ts';
import type { RunSpec } from './run.ts';

/** The first event of a run on these nodes. */
export function startOf(spec: RunSpec, nodes: readonly Node[]): RunStart {
  const { id, question, excerpts, model, strategy, preset, limits, isLocal, purpose, branch } = spec;
  const from = placeOf(spec, nodes);
  const about = { question, ...(excerpts && { excerpts }) };
  const place = { ...(from !== undefined && { from }), ...(purpose && { purpose }), ...(branch !== undefined && { branch }) };
  return { type: 'run-start', version: 1, runId: id, ...about, model, ...(isLocal && { isLocal }), strategy, preset, limits, ...place };
}

/** What the run goes on from. A question that only follows the one before goes on from nothing; one that was put to a step does. */
function placeOf({ id, from, purpose }: RunSpec, nodes: readonly Node[]): string | undefined {
  const own = nodes.find(node => node.id === from && node.run === id);
  if (!own) return toldAt(from, nodes);
  return purpose && own.parent !== undefined ? toldAt(own.parent, nodes) : undefined;
}
