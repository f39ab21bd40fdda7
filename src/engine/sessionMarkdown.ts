import { nameBranches, purposeLabel } from './branchNames.ts';
import type { ReaderWords } from './readerWords.ts';
import { runMarkdown } from './runMarkdown.ts';
import type { RunView, Session } from './session.ts';

/** A session as Markdown that can be pasted into a review: its runs, branch by branch. One run alone is that run. */
export function sessionMarkdown(session: Session, words: ReaderWords): string {
  const branches = nameBranches(session, words.t);
  return branches
    .flatMap(({ branch, name }) => [
      ...(branches.length > 1 ? [`# ${words.t('Branch: {name}', { name })}\n`] : []),
      ...session.runs.filter(run => (run.branch ?? 0) === branch).map(run => markdownOf(session, run, words)),
    ])
    .join('\n');
}

const markdownOf = (session: Session, run: RunView, words: ReaderWords): string =>
  runMarkdown(run, words, purposeLabel(session, run, words.t));
