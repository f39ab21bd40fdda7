import type { TargetedKeyboardEvent } from 'preact';
import { nameBranches } from '../../engine/branchNames.ts';
import type { Session } from '../../engine/session.ts';
import { usePage } from '../pageContext.ts';
import { Icon } from './Icon.tsx';

/** What the tabs control: the session below them. */
export const SESSION_ID = 'session';
const tabId = (branch: number): string => `branch-${branch}`;

/** How the session below is tied to the tab of its branch; nothing where there is only one. */
export const sessionPanel = (branch: number, isBranched: boolean) =>
  isBranched ? ({ id: SESSION_ID, role: 'tabpanel', 'aria-labelledby': tabId(branch) } as const) : { id: SESSION_ID };

/** One tab for each branch of the session; one tab stop for all of them. */
export function Branches({ session, branch }: { readonly session: Session; readonly branch: number }) {
  const { language, post } = usePage();
  const { t } = language;
  const branches = nameBranches(session, t);
  const show = (place: number) => {
    const chosen = branches.at(place % branches.length);
    if (!chosen) return;
    post({ type: 'showBranch', branch: chosen.branch });
    document.getElementById(tabId(chosen.branch))?.focus();
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLElement>) => {
    const place = placeAfter(
      event.key,
      branches.findIndex(({ branch: one }) => tabId(one) === document.activeElement?.id),
    );
    if (place === undefined) return;
    event.preventDefault();
    show(place);
  };
  return (
    <nav class="branches" aria-label={t('Branches of this session')}>
      <div role="tablist" aria-label={t('Branches')} onKeyDown={onKeyDown}>
        {branches.map(({ branch: one, name }, place) => (
          <button
            key={one}
            type="button"
            role="tab"
            id={tabId(one)}
            class="tab"
            aria-selected={one === branch}
            aria-controls={SESSION_ID}
            tabIndex={one === branch ? 0 : -1}
            onClick={() => show(place)}
          >
            {name}
          </button>
        ))}
      </div>
      <button
        type="button"
        class="copy"
        aria-label={t('Compare two runs')}
        title={t('Compare two runs')}
        onClick={() => post({ type: 'action', action: 'compare' })}
      >
        <Icon name="split-horizontal" />
        <span>{t('Compare…')}</span>
      </button>
    </nav>
  );
}

/** Where a key leads to from the tab at `place`; -1 is the last tab. */
function placeAfter(key: string, place: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
      return place + 1;
    case 'ArrowLeft':
      return place - 1;
    case 'Home':
      return 0;
    case 'End':
      return -1;
    default:
      return undefined;
  }
}
