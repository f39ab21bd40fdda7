import { allStepsOf } from '../engine/chains.ts';
import type { StepView } from '../engine/chainView.ts';
import type { RunView, Session } from '../engine/session.ts';
import type { PageUi } from '../protocol/messages.ts';
import { partKey } from './partKey.ts';

/** Which steps stand open: what the reader chose, and what the page left open by itself. Keys are `partKey`s. */
export interface Folds {
  readonly chosen: Readonly<Record<string, boolean>>;
  /** Finished steps that the page did not fold, because the reader was busy with them. */
  readonly leftOpen: ReadonlySet<string>;
  /** The number of the chain that the reader chose to see, by the run's id. */
  readonly picked: Readonly<Record<string, number>>;
  /** The same where the page turned to it by itself. */
  readonly led: Readonly<Record<string, number>>;
}

/** Where the reader has chosen nothing yet. */
export const NO_FOLDS: Folds = { chosen: {}, leftOpen: new Set(), picked: {}, led: {} };

/** Whether the step's text is shown: the reader's own choice, else as `stepDisplay` says. */
export function isStepOpen(step: StepView, key: string, folds: Folds, display: PageUi['stepDisplay']): boolean {
  const chosen = folds.chosen[key];
  if (chosen !== undefined) return chosen;
  if (display !== 'auto') return display === 'expanded';
  return step.status !== 'done' || folds.leftOpen.has(key);
}

/** What the page can see of its reader. */
export interface Reader {
  readonly followsEnd: boolean;
  /** Whether the step's panel holds the pointer, the focus or a selection. */
  holds(key: string): boolean;
}

/**
 * The folds after `session` has taken the place of `previous`: a step that ended in between is folded,
 * and with it what was left open before, unless the reader has scrolled away or holds it.
 */
export function settleFolds(folds: Folds, previous: Session | undefined, session: Session, reader: Reader): Folds {
  const ended = newlyDone(previous, session);
  if (ended.length === 0) return folds;
  const open = [...folds.leftOpen, ...ended];
  return { ...folds, leftOpen: new Set(reader.followsEnd ? open.filter(key => reader.holds(key)) : open) };
}

function newlyDone(previous: Session | undefined, session: Session): readonly string[] {
  if (!previous || previous === session || previous.id !== session.id) return [];
  return session.runs.flatMap(run =>
    newlyDoneIn(
      previous.runs.find(before => before.runId === run.runId),
      run,
    ),
  );
}

function newlyDoneIn(previous: RunView | undefined, run: RunView): readonly string[] {
  if (!previous || previous === run) return [];
  const unfinished = new Set(
    allStepsOf(previous)
      .filter(({ status }) => status !== 'done')
      .map(({ node }) => node),
  );
  const ended = allStepsOf(run).filter(({ status, node }) => status === 'done' && unfinished.has(node));
  return ended.map(step => partKey(run, step));
}
