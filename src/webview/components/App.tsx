import { useLayoutEffect, useRef } from 'preact/hooks';
import { branchesOf, isContinuing, runsOfBranch } from '../../engine/branches.ts';
import { purposeLabel } from '../../engine/branchNames.ts';
import { isThinking } from '../../engine/chains.ts';
import { currentRun, type Session } from '../../engine/session.ts';
import { useFocusRescue } from '../focusRescue.ts';
import type { FollowEnd } from '../followEnd.ts';
import { usePage } from '../pageContext.ts';
import type { Announcement } from '../pageState.ts';
import type { PageView } from '../pageStore.ts';
import { Branches, sessionPanel } from './Branches.tsx';
import { CompareView } from './CompareView.tsx';
import { Composer } from './Composer.tsx';
import { ConnectPanel, SettingProblem } from './ConnectPanel.tsx';
import { Icon } from './Icon.tsx';
import type { RunSurroundings } from './RunParts.tsx';
import { RunSection } from './RunSection.tsx';
import { Welcome } from './Welcome.tsx';

interface AppProps extends PageView {
  readonly follow: FollowEnd;
  readonly draft: string;
  readonly keepDraft: (draft: string) => void;
}

/** The whole page: the session above, the question box below. */
export function App({ state, folds, follow, draft, keepDraft }: AppProps) {
  const { session, branch, ui, clock, announcements } = state;
  const run = currentRun(session);
  const isEmpty = session.runs.length === 0;
  const isComparing = ui.compared !== undefined;
  const isBranched = branchesOf(session).length > 1;
  const around = { folds, display: ui.stepDisplay, clock, endpoint: ui.endpoint, prices: ui.prices, strategy: ui.strategy };
  const scroller = useScroller(follow, isEmpty, isComparing);
  useFocusRescue(`${session.id} ${branch} ${isComparing}`);
  return (
    <>
      {isBranched && !isComparing && <Branches session={session} branch={branch} />}
      <main ref={scroller}>
        <h1 class="visually-hidden">Stepwise</h1>
        <div class={sessionClass(isEmpty, isComparing)} {...(ui.compared ? {} : sessionPanel(branch, isBranched))}>
          {isEmpty && ui.connected && <Welcome openFile={ui.openFile} />}
          {ui.compared ? (
            <CompareView session={session} compared={ui.compared} {...around} />
          ) : (
            <Runs session={session} branch={branch} {...around} />
          )}
          {ui.settingProblem && <SettingProblem {...ui.settingProblem} />}
          {!ui.connected && <ConnectPanel offers={ui.offers} />}
        </div>
      </main>
      <footer>
        {!follow.following && !isEmpty && !isComparing && <JumpToLatest onClick={() => follow.jump()} />}
        <Composer
          ui={ui}
          questions={session.runs.filter(one => !isContinuing(one)).map(one => one.question)}
          running={run?.status === 'running'}
          runId={run?.runId}
          answering={run?.status === 'running' && !isThinking(run)}
          draft={draft}
          givenBack={state.givenBack}
          keepDraft={keepDraft}
          onAsk={() => follow.jump()}
        />
      </footer>
      <Progress announcements={announcements} />
    </>
  );
}

const sessionClass = (isEmpty: boolean, isComparing: boolean): string =>
  ['session', isEmpty && 'empty', isComparing && 'comparing'].filter(Boolean).join(' ');

/** What scrolls: a session follows its end, a comparison begins at its top. */
function useScroller(follow: FollowEnd, isEmpty: boolean, isComparing: boolean) {
  const scroller = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    if (isComparing) scroller.current?.scrollTo(0, 0);
    return scroller.current && !isEmpty && !isComparing ? follow.attach(scroller.current) : undefined;
  }, [follow, isEmpty, isComparing]);
  useLayoutEffect(() => follow.stick());
  return scroller;
}

interface RunsProps extends RunSurroundings {
  readonly session: Session;
  readonly branch: number;
}

/** What stands in a branch of the session, oldest first. */
function Runs({ session, branch, ...around }: RunsProps) {
  const { t } = usePage().language;
  const runs = runsOfBranch(session, branch);
  return (
    <>
      {runs.map(({ run, isPrefix }, place) => (
        <RunSection
          key={run.runId}
          run={run}
          isLast={place === runs.length - 1}
          isPrefix={isPrefix}
          about={purposeLabel(session, run, t)}
          {...around}
        />
      ))}
    </>
  );
}

function JumpToLatest({ onClick }: { readonly onClick: () => void }) {
  const { t } = usePage().language;
  return (
    <div class="jump">
      <button type="button" class="button" onClick={onClick}>
        <Icon name="arrow-down" />
        <span>{t('Jump to latest')}</span>
      </button>
    </div>
  );
}

/** For screen readers only: each line is read out once, when it comes. */
function Progress({ announcements }: { readonly announcements: readonly Announcement[] }) {
  const { t } = usePage().language;
  return (
    <div role="status" aria-label={t('Progress')} aria-atomic="false" class="visually-hidden">
      {announcements.map(({ number, text }) => (
        <p key={number}>{text}</p>
      ))}
    </div>
  );
}
