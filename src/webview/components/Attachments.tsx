import type { Attachment, PageUi } from '../../protocol/messages.ts';
import { memo } from '../memo.ts';
import { usePage } from '../pageContext.ts';
import { shownText } from '../shownText.ts';
import { Icon } from './Icon.tsx';

interface AttachmentsProps extends Pick<PageUi, 'attachments'> {
  readonly selection: PageUi['selection'] | undefined;
  /** Takes the focus when the chip that held it goes away. */
  readonly focusNext: () => void;
}

/** What goes along with the question, each with a button that takes it out; beside it what could go along. */
export const Attachments = memo(({ attachments, selection, focusNext }: AttachmentsProps) => {
  const { language, post } = usePage();
  const { t } = language;
  const after = (work: () => void) => () => {
    work();
    focusNext();
  };
  return (
    <div class="attachments">
      <button
        type="button"
        class="chip attach"
        aria-label={t('Add a file')}
        title={t('Add a file. Or type @ and its name, paste code, or drop files with Shift held.')}
        onClick={() => post({ type: 'action', action: 'attachFile' })}
      >
        <Icon name="mention" />
      </button>
      {attachments.length > 0 && (
        <ul aria-label={t('Goes along with the question')}>
          {attachments.map(attachment => (
            <Chip key={attachment.id} attachment={attachment} onRemove={after(() => post({ type: 'detach', id: attachment.id }))} />
          ))}
        </ul>
      )}
      {selection && (
        <button
          type="button"
          class="chip offered"
          aria-label={t('Add {place}', { place: shownText(selection.label) })}
          title={t('Add {place}', { place: shownText(selection.label) })}
          onClick={after(() => post({ type: 'attachSelection', label: selection.label }))}
        >
          <Icon name="add" />
          <span>{nameOf(selection.label)}</span>
        </button>
      )}
    </div>
  );
});

interface ChipProps {
  readonly attachment: Attachment;
  readonly onRemove: () => void;
}

function Chip({ attachment, onRemove }: ChipProps) {
  const { t } = usePage().language;
  const label = shownText(attachment.label);
  return (
    <li class="chip" title={label}>
      <span aria-hidden="true">{nameOf(label)}</span>
      <span class="visually-hidden">{label}</span>
      <button type="button" aria-label={t('Remove {place}', { place: label })} onClick={onRemove}>
        <Icon name="close" />
      </button>
    </li>
  );
}

/** The name of the file, with its lines. */
const nameOf = (label: string): string => shownText(label.slice(label.lastIndexOf('/') + 1));
