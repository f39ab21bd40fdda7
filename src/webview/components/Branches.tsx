import { nameBranches } from '../../engine/branchNames.ts';
import type { Session } from '../../engine/session.ts';
import { usePage } from '../pageContext.ts';
import { Icon } from './Icon.tsx';
import { Tabs } from './Tabs.tsx';

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
  const tabs = branches.map(one => ({ id: tabId(one.branch), isSelected: one.branch === branch, content: one.name }));
  return (
    <nav class="branches" aria-label={t('Branches of this session')}>
      <Tabs
        name={t('Branches')}
        panel={SESSION_ID}
        tabs={tabs}
        onShow={place => post({ type: 'showBranch', branch: branches[place]?.branch ?? 0 })}
      />
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
