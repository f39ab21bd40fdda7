import { type BranchRun, isContinuing, runsOfBranch } from './branches.ts';
import type { StepView } from './chainView.ts';
import type { RunTotals } from './events.ts';
import { type RunView, type Session, totalsOf } from './session.ts';
import { addUsage } from './usage.ts';

/** Two runs that are looked at side by side, by their ids. */
export interface ComparedPair {
  readonly left: string;
  readonly right: string;
}

/** A step with the run that made it, which may be an earlier one that was gone on from. */
export interface ComparedStep {
  readonly run: RunView;
  readonly step: StepView;
}

/** One of the two, with all that led to it since its question. */
export interface ComparedRun {
  readonly run: RunView;
  readonly totals: RunTotals;
}

/** The steps of one number: on a side that has none it is absent. */
export interface ComparedRow {
  readonly index: number;
  readonly left?: ComparedStep;
  readonly right?: ComparedStep;
}

/** Two runs, step by step. */
export interface Comparison {
  readonly left: ComparedRun;
  readonly right: ComparedRun;
  readonly rows: readonly ComparedRow[];
}

/** What there is to be seen of the pair; nothing where the session lacks one of them. */
export function compareRuns(session: Session, pair: ComparedPair): Comparison | undefined {
  const [left, right] = [threadOf(session, pair.left), threadOf(session, pair.right)];
  return left && right && { left: summaryOf(left), right: summaryOf(right), rows: rowsOf(stepsOf(left), stepsOf(right)) };
}

/** The run below what it goes on from, up to its question. */
interface Thread {
  readonly run: RunView;
  readonly parts: readonly BranchRun[];
}

function threadOf(session: Session, runId: string): Thread | undefined {
  const run = session.runs.find(one => one.runId === runId);
  if (!run) return undefined;
  const standing = runsOfBranch(session, run.branch ?? 0);
  const upToRun = standing.slice(0, standing.findIndex(one => one.run.runId === runId) + 1);
  return {
    run,
    parts: upToRun.slice(
      Math.max(
        0,
        upToRun.findLastIndex(one => !isContinuing(one.run)),
      ),
    ),
  };
}

/** What was written anew counts, not what it took the place of. */
function stepsOf({ parts }: Thread): ReadonlyMap<number, ComparedStep> {
  return new Map(parts.flatMap(({ run }) => run.steps.map(step => [step.index, { run, step }] as const)));
}

function rowsOf(left: ReadonlyMap<number, ComparedStep>, right: ReadonlyMap<number, ComparedStep>): readonly ComparedRow[] {
  const indexes = [...new Set([...left.keys(), ...right.keys()])].sort((one, other) => one - other);
  return indexes.map(index => {
    const [one, other] = [left.get(index), right.get(index)];
    return { index, ...(one && { left: one }), ...(other && { right: other }) };
  });
}

/** A run that goes on from steps of another has cost what those did, too. */
function summaryOf({ run, parts }: Thread): ComparedRun {
  const totals = parts.map(part => (part.isPrefix ? totalsOfSteps(part.run) : totalsOf(part.run)));
  return { run, totals: totals.reduce(addTotals) };
}

const totalsOfSteps = ({ steps }: RunView): RunTotals =>
  steps.flatMap(({ record }) => (record ? [{ ...record, requests: record.attempts }] : [])).reduce<RunTotals>(addTotals, NOTHING);

const NOTHING: RunTotals = { durationMs: 0, usage: {}, requests: 0 };

const addTotals = (one: RunTotals, other: RunTotals): RunTotals => ({
  durationMs: one.durationMs + other.durationMs,
  usage: addUsage(one.usage, other.usage),
  requests: one.requests + other.requests,
});
