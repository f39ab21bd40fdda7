import { useLayoutEffect, useRef } from 'preact/hooks';
import { currentRun } from '../../engine/session.ts';
import type { FollowEnd } from '../followEnd.ts';
import { usePage } from '../pageContext.ts';
import type { Announcement } from '../pageState.ts';
import type { PageView } from '../pageStore.ts';
import { Composer } from './Composer.tsx';
import { ConnectPanel, SettingProblem } from './ConnectPanel.tsx';
import { Icon } from './Icon.tsx';
import { RunSection } from './RunSection.tsx';
import { Welcome } from './Welcome.tsx';

interface AppProps extends PageView {
  readonly follow: FollowEnd;
  readonly draft: string;
  readonly keepDraft: (draft: string) => void;
}

/** The whole page: the session above, the question box below. */
export function App({ state, folds, follow, draft, keepDraft }: AppProps) {
  const { session, ui, clock, announcements } = state;
  const scroller = useRef<HTMLElement>(null);
  const run = currentRun(session);
  const isEmpty = session.runs.length === 0;
  useLayoutEffect(() => (scroller.current && !isEmpty ? follow.attach(scroller.current) : undefined), [follow, isEmpty]);
  useLayoutEffect(() => follow.stick());
  return (
    <>
      <main ref={scroller}>
        <h1 class="visually-hidden">Stepwise</h1>
        <div class={isEmpty ? 'session empty' : 'session'}>
          {isEmpty && ui.connected && <Welcome openFile={ui.openFile} />}
          {session.runs.map(one => (
            <RunSection
              key={one.runId}
              run={one}
              isLast={one === run}
              folds={folds}
              display={ui.stepDisplay}
              clock={clock}
              endpoint={ui.endpoint}
            />
          ))}
          {ui.settingProblem && <SettingProblem {...ui.settingProblem} />}
          {!ui.connected && <ConnectPanel offers={ui.offers} />}
        </div>
      </main>
      <footer>
        {!follow.following && !isEmpty && <JumpToLatest onClick={() => follow.jump()} />}
        <Composer
          ui={ui}
          questions={session.runs.map(one => one.question)}
          running={run?.status === 'running'}
          answering={run?.answer !== undefined}
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
