import { describeNotice } from '../../engine/failureWords.ts';
import type { NoticeView } from '../../engine/session.ts';
import { usePage } from '../pageContext.ts';
import { shownText } from '../shownText.ts';
import { Icon } from './Icon.tsx';
import { ToolButton } from './ToolButton.tsx';

interface NoticeProps {
  readonly notice: NoticeView;
  /** Whether it offers what can be done; the strategy is not `direct` already. */
  readonly offersDirect: boolean;
}

/** Something that the reader should know of, with what can be done about it. */
export function Notice({ notice, offersDirect }: NoticeProps) {
  const { language, post } = usePage();
  const { t } = language;
  const direct = t('Answer directly from now on');
  const chooseDirect = () => post({ type: 'choose', what: 'strategy', value: 'direct' });
  return (
    <p class="quiet notice">
      <Icon name="info" />
      <span>
        {shownText(describeNotice(notice.code, notice.facts ?? {}, t))}
        {notice.code === 'own-reasoning' && offersDirect && (
          <>
            {' '}
            <ToolButton icon="debug-continue" words={direct} label={direct} onClick={chooseDirect} />
          </>
        )}
      </span>
    </p>
  );
}
