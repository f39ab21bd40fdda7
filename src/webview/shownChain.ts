import { allStepsOf, chainsOf, hasSeveralChains, wayTo } from '../engine/chains.ts';
import type { ChainView } from '../engine/chainView.ts';
import { currentRun, type OtherChain, type RunView, type Session } from '../engine/session.ts';
import type { Folds, Reader } from './folds.ts';

/** Names the place where one of a run's chains is shown; also fit for an element's id. */
export const chainsKey = ({ runId }: Pick<RunView, 'runId'>): string => `${runId}-chains`;

/** The chains that a run is shown in; none where it is one chain. While it runs they are there from the first step on, so that nothing moves later. */
export function chainsShown(run: RunView): readonly OtherChain[] {
  if (!hasSeveralChains(run)) return [];
  const chains = chainsOf(run);
  if (run.status !== 'running' && chains.length < 2) return [];
  return isSearch(run) ? chains.map(line => ({ ...line, steps: wayOf(line, run) })) : chains;
}

/** Whether the chains of a run part from each other below steps that they share. */
export const isSearch = ({ strategy }: Pick<RunView, 'strategy'>): boolean => strategy === 'tree';

/** With the steps that it shares with another. */
const wayOf = ({ steps, answer }: ChainView, run: RunView) => wayTo(answer?.parent ?? steps.at(-1)?.node ?? '', allStepsOf(run));

/** The chain that is shown: the reader's own choice, else what the page stays with, else the one that counts. */
export function shownChain(run: RunView, chains: readonly OtherChain[], { picked, led }: Pick<Folds, 'picked' | 'led'>): number {
  const wanted = [picked[run.runId], led[run.runId]].find(one => chains.some(({ chain }) => chain === one));
  return wanted ?? leadingChain(run, chains);
}

/** The folds after `session` was told: the page turns to the chain that leads, unless the reader has scrolled away or holds the one that is shown. */
export function settleChain(folds: Folds, session: Session, reader: Reader): Folds {
  const run = currentRun(session);
  if (!run || !hasSeveralChains(run)) return folds;
  const leading = leadingChain(run, chainsOf(run));
  const shown = folds.led[run.runId];
  const stays = shown !== undefined && (!reader.followsEnd || reader.holds(chainsKey(run)));
  return leading === shown || stays ? folds : { ...folds, led: { ...folds.led, [run.runId]: leading } };
}

/** While a run thinks, the first chain that has no answer yet; in the end the one that counts. */
function leadingChain(run: RunView, chains: readonly OtherChain[]): number {
  const counting = run.answer?.chain ?? run.steps[0]?.chain ?? 0;
  if (run.status !== 'running') return counting;
  return (chains.find(line => isGoing(run, line)) ?? chains.at(-1))?.chain ?? counting;
}

/** Whether a chain of the run is still being thought; between two steps it is, too. */
export const isGoing = ({ status }: RunView, { answer }: ChainView): boolean => status === 'running' && answer?.status !== 'done';
