import { allAnswersOf, allStepsOf, wayTo } from './chains.ts';
import type { RunView, Session } from './session.ts';

/** A run as it stands in one branch: `isPrefix` where the branch shares only what it shows of the run, and goes on elsewhere. */
export interface BranchRun {
  readonly run: RunView;
  readonly isPrefix: boolean;
}

const branchOf = ({ branch = 0 }: RunView): number => branch;

/** The numbers of the session's branches, the oldest first; one at least. */
export function branchesOf({ runs }: Session): readonly number[] {
  return [...new Set([0, ...runs.map(branchOf)])].sort((one, other) => one - other);
}

/** A number for a branch that is about to begin. */
export const nextBranch = (session: Session): number => (branchesOf(session).at(-1) ?? 0) + 1;

/** Whether a run goes on with the question of the run before it, and asks none of its own. */
export const isContinuing = ({ purpose }: RunView): boolean =>
  purpose === 'retry-step' || purpose === 'edit-step' || purpose === 'think-more';

/** What stands in a branch, oldest first: what it shares with the branch that it left, then its own. */
export function runsOfBranch(session: Session, branch: number): readonly BranchRun[] {
  const own = session.runs.filter(run => branchOf(run) === branch).map(run => ({ run, isPrefix: false }));
  const from = own[0]?.run.from;
  if (branch === 0 || from === undefined) return own;
  return [...sharedUpTo(session, from, branch), ...own];
}

/** The first run of a branch that is not the session's first: it tells what the branch is for. */
export const beginningOf = ({ runs }: Session, branch: number): RunView | undefined => runs.find(run => branchOf(run) === branch);

/** Only an older branch can have been left: a broken file is not followed for ever. */
function sharedUpTo(session: Session, node: string, branch: number): readonly BranchRun[] {
  const owner = session.runs.find(run => branchOf(run) < branch && holds(run, node));
  if (!owner) return [];
  const before = runsOfBranch(session, branchOf(owner));
  const place = before.findIndex(({ run }) => run.runId === owner.runId);
  return [...before.slice(0, place), sharedPart(owner, node)];
}

function sharedPart(run: RunView, node: string): BranchRun {
  return run.answer?.node === node || run.answerNode === node ? { run, isPrefix: false } : { run: partUpTo(run, node), isPrefix: true };
}

const holds = (run: RunView, node: string): boolean =>
  run.answerNode === node || begins(run) === node || [...allAnswersOf(run), ...allStepsOf(run)].some(part => part.node === node);

/** The node that the run's first step, or its answer, stands on. */
const begins = ({ steps, answer }: RunView): string | undefined => steps[0]?.parent ?? answer?.parent;

/** The same part is the same object, so that it is not drawn again. */
const parts = new WeakMap<RunView, Map<string, RunView>>();

function partUpTo(run: RunView, node: string): RunView {
  const known = parts.get(run) ?? new Map<string, RunView>();
  parts.set(run, known);
  const part = known.get(node) ?? cutAfter(run, node);
  known.set(node, part);
  return part;
}

/** Of several chains only the one that is gone on from is shared. */
function cutAfter(
  { answer: _answer, others, tally: _tally, doubtful: _doubtful, values: _values, ...run }: RunView,
  node: string,
): RunView {
  const steps = others
    ? wayTo(node, allStepsOf({ ...run, others }))
    : run.steps.slice(0, run.steps.findIndex(step => step.node === node) + 1);
  const remarks = run.remarks.filter(({ after }) => after <= steps.length);
  return { ...run, steps, remarks };
}
