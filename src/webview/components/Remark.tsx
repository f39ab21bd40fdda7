import { usePage } from '../pageContext.ts';
import { Icon } from './Icon.tsx';
import { PlainText } from './PlainText.tsx';

interface RemarkProps {
  readonly text: string;
  /** No request has carried it yet. */
  readonly waits: boolean;
}

/** What the reader threw in, where it was said. */
export function Remark({ text, waits }: RemarkProps) {
  const { t } = usePage().language;
  return (
    <p class="remark" dir="auto">
      <Icon name="comment" />
      <span class="visually-hidden">{t('Your remark:')}</span>
      <span class="remark-text">
        <PlainText text={text} />
      </span>
      {waits && <span class="quiet">{t('goes with the next step')}</span>}
    </p>
  );
}
