import { beginningOf, branchesOf } from './branches.ts';
import { allStepsOf } from './chains.ts';
import type { Purpose } from './run.ts';
import type { RunView, Session } from './session.ts';
import type { Translate } from './translate.ts';

/** A branch of a session with what it is for, in a few words. */
export interface BranchName {
  readonly branch: number;
  readonly name: string;
}

/** The session's branches, the oldest first, each with a name of its own. */
export function nameBranches(session: Session, t: Translate): readonly BranchName[] {
  const names = branchesOf(session).map(branch => ({ branch, name: nameOf(session, branch, t) }));
  return names.map(({ branch, name }, place) => ({ branch, name: numbered(name, timesBefore(names, place), t) }));
}

function nameOf(session: Session, branch: number, t: Translate): string {
  if (branch === 0) return t('Original');
  const run = beginningOf(session, branch);
  return (run && purposeLabel(session, run, t)) ?? t('Branch {number}', { number: branch });
}

const timesBefore = (names: readonly BranchName[], place: number): number =>
  names.slice(0, place).filter(({ name }) => name === names[place]?.name).length;

const numbered = (name: string, before: number, t: Translate): string =>
  before === 0 ? name : t('{name} ({number})', { name, number: before + 1 });

/** Why a run was begun, in a few words; nothing for a question that follows the one before. */
export const purposeLabel = (session: Session, run: RunView, t: Translate): string | undefined =>
  run.purpose && labelOf(run.purpose, session, run, t);

function labelOf(purpose: Purpose, session: Session, run: RunView, t: Translate): string {
  switch (purpose) {
    case 'retry-step':
      return t('Step {number} retried', { number: firstStep(session, run) });
    case 'edit-step':
      return t('Step {number} edited', { number: firstStep(session, run) });
    case 'ask-about-step':
      return t('About step {number}', { number: stepAt(session, run) });
    case 'think-more':
      return t('Thinking more');
    case 'compare':
      return t('Direct answer');
  }
}

/** The number of the step that the run begins with; before that is told, the one below the node that it goes on from. */
const firstStep = (session: Session, run: RunView): number => (run.steps[0] ? run.steps[0].index + 1 : stepAt(session, run) + 1);

/** The number of the step that the run goes on from; 0 where that is none. */
function stepAt({ runs }: Session, { from }: RunView): number {
  for (const run of runs) {
    const step = allStepsOf(run).find(({ node }) => node === from);
    if (step) return step.index + 1;
  }
  return 0;
}
