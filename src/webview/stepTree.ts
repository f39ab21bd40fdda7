import { shortOf } from '../engine/agreement.ts';
import { allAnswersOf, allStepsOf, numberOf } from '../engine/chains.ts';
import type { StepView } from '../engine/chainView.ts';
import type { NodeValue, RunView } from '../engine/session.ts';
import { partKey } from './partKey.ts';

/** A step of a search as a row of its tree. */
export interface TreeRow {
  /** Names its fold; also fit for an element's id. */
  readonly key: string;
  readonly step: StepView;
  /** From 1 on. */
  readonly level: number;
  /** How many ways have parted above it: so far it is indented. */
  readonly partings: number;
  readonly hasChildren: boolean;
  readonly isOpen: boolean;
  /** The row of the step before it; absent at the top. */
  readonly parent?: string;
  readonly value?: NodeValue;
  /** It leads to the answer that counts. */
  readonly isBest: boolean;
  /** What the ways that end here came to, in short. */
  readonly came: readonly string[];
}

/** Names the row of a step. */
export const rowKey = (run: Pick<RunView, 'runId'>, step: Pick<StepView, 'node'>): string => `${partKey(run, step)}-below`;

/** The tree of a run's steps as rows from the top to the bottom, in the order in which they began; `chosen`: the folds of the reader. */
export function treeRows(run: RunView, chosen: Readonly<Record<string, boolean>>): readonly TreeRow[] {
  const steps = [...allStepsOf(run)].sort((one, other) => numberOf(one) - numberOf(other) || one.index - other.index);
  const nodes = new Set(steps.map(({ node }) => node));
  const below = new Map<string, StepView[]>();
  for (const step of steps) {
    const parent = nodes.has(step.parent) ? step.parent : '';
    below.set(parent, [...(below.get(parent) ?? []), step]);
  }
  const best = new Set(run.answerNode === undefined ? [] : run.steps.map(({ node }) => node));
  return rowsBelow('', { run, chosen, below, best }, { level: 1, partings: 0 });
}

interface Growth {
  readonly run: RunView;
  readonly chosen: Readonly<Record<string, boolean>>;
  readonly below: ReadonlyMap<string, readonly StepView[]>;
  readonly best: ReadonlySet<string>;
}

/** Only where ways part are they indented: a long way alone stays within a narrow page. */
function rowsBelow(node: string, growth: Growth, place: Pick<TreeRow, 'level' | 'partings' | 'parent'>): readonly TreeRow[] {
  const children = growth.below.get(node) ?? [];
  const partings = place.partings + (children.length > 1 && place.level > 1 ? 1 : 0);
  return children.flatMap(step => {
    const row = rowOf(step, growth, { ...place, partings });
    if (!row.hasChildren || !row.isOpen) return [row];
    return [row, ...rowsBelow(step.node, growth, { level: place.level + 1, partings, parent: row.key })];
  });
}

function rowOf(step: StepView, { run, chosen, below, best }: Growth, place: Pick<TreeRow, 'level' | 'partings' | 'parent'>): TreeRow {
  const key = rowKey(run, step);
  const value = run.values?.[step.node];
  const came = allAnswersOf(run).flatMap(answer => (answer.parent === step.node ? (shortOf(numberOf(answer), run.tally) ?? []) : []));
  return {
    ...place,
    key,
    step,
    hasChildren: below.has(step.node),
    isOpen: chosen[key] ?? true,
    isBest: best.has(step.node),
    came: [...new Set(came)],
    ...(value && { value }),
  };
}

/** Which row a key leads to from the one at `place`; `undefined` for a key that leads nowhere. */
export function rowAfter(key: string, rows: readonly TreeRow[], place: number): TreeRow | undefined {
  const row = rows[place];
  switch (key) {
    case 'ArrowDown':
      return rows[place + 1];
    case 'ArrowUp':
      return rows[place - 1];
    case 'Home':
      return rows[0];
    case 'End':
      return rows.at(-1);
    case 'ArrowLeft':
      return rows.find(one => one.key === row?.parent);
    case 'ArrowRight':
      return row?.hasChildren ? rows[place + 1] : undefined;
    default:
      return undefined;
  }
}
