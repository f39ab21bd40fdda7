import { nameBranches, purposeLabel } from './branchNames.ts';
import type { Prices } from './prices.ts';
import type { ReaderWords } from './readerWords.ts';
import { runMarkdown } from './runMarkdown.ts';
import type { Session } from './session.ts';

/** A session as Markdown that can be pasted into a review: its runs, branch by branch. One run alone is that run. `prices`: the reader's own. */
export function sessionMarkdown(session: Session, words: ReaderWords, prices: Prices = {}): string {
  const branches = nameBranches(session, words.t);
  return branches
    .flatMap(({ branch, name }) => [
      ...(branches.length > 1 ? [`# ${words.t('Branch: {name}', { name })}\n`] : []),
      ...session.runs
        .filter(run => (run.branch ?? 0) === branch)
        .map(run => runMarkdown(run, words, { purpose: purposeLabel(session, run, words.t), prices })),
    ])
    .join('\n');
}
