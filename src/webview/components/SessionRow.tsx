import type { TargetedKeyboardEvent } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { HistoryEntry } from '../../protocol/messages.ts';
import { Composition } from '../composition.ts';
import { memo } from '../memo.ts';
import { usePage } from '../pageContext.ts';
import { shownText } from '../shownText.ts';
import { describeMoment, describeWhen } from '../when.ts';
import { Icon } from './Icon.tsx';

interface SessionRowProps {
  readonly entry: HistoryEntry;
  /** The one row that the Tab key reaches. */
  readonly isReached: boolean;
  readonly isRenaming: boolean;
  readonly nowMs: number;
  readonly onReach: (id: string) => void;
  /** `undefined`: no longer. */
  readonly onRename: (id: string | undefined) => void;
}

/** A session in the list: opened with Enter, renamed with F2, deleted with Delete, or with the buttons beside it. */
export const SessionRow = memo((properties: SessionRowProps) => {
  const { entry, isReached, isRenaming, onReach, onRename } = properties;
  const { post } = usePage();
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLLIElement>) => {
    if (event.target instanceof HTMLInputElement) return;
    if (event.key === 'F2') onRename(entry.id);
    else if (event.key === 'Delete' || (event.key === 'Backspace' && event.metaKey)) post({ type: 'deleteSession', session: entry.id });
    else return;
    event.preventDefault();
  };
  return (
    <li class={entry.isCurrent ? 'session-row current' : 'session-row'} onKeyDown={onKeyDown} onFocusIn={() => onReach(entry.id)}>
      {isRenaming ? <NameBox entry={entry} onDone={() => onRename(undefined)} /> : <OpenButton {...properties} />}
      {!isRenaming && <RowTools entry={entry} isReached={isReached} onRename={onRename} />}
    </li>
  );
});

function OpenButton({ entry, isReached, nowMs }: SessionRowProps) {
  const { language, post } = usePage();
  const { t, locale } = language;
  const { id, name, changedAtMs, questions, model, isCurrent, isInUse, isPinned } = entry;
  const count = { count: language.count(questions) };
  const counted = language.plural(questions, { one: t('{count} question', count), other: t('{count} questions', count) });
  const note = isInUse ? t('open in another window') : isCurrent && t('shown now');
  const facts = [describeWhen(changedAtMs, nowMs, locale), note, counted, shownText(model)].filter(Boolean).join(' · ');
  return (
    <button
      type="button"
      class="session-open"
      tabIndex={isReached ? 0 : -1}
      aria-current={isCurrent ? 'true' : undefined}
      aria-keyshortcuts="F2 Delete"
      title={`${shownText(name)}\n${describeMoment(changedAtMs, locale)}`}
      onClick={() => post({ type: 'openSession', session: id })}
    >
      <Icon name={isPinned ? 'pinned' : 'comment-discussion'} />
      <span class="session-text">
        <span class="session-name" dir="auto">
          {shownText(name)}
        </span>
        {isPinned && <span class="visually-hidden">{t('(pinned)')}</span>}
        <span class="session-facts">{facts}</span>
      </span>
    </button>
  );
}

type RowToolsProps = Pick<SessionRowProps, 'entry' | 'isReached' | 'onRename'>;

function RowTools({ entry, isReached, onRename }: RowToolsProps) {
  const { language, post } = usePage();
  const { t } = language;
  const { id, isPinned } = entry;
  const name = shownText(entry.name);
  return (
    <span class="session-tools">
      <Tool
        icon={isPinned ? 'pinned' : 'pin'}
        label={isPinned ? t('Unpin “{name}”', { name }) : t('Pin “{name}”', { name })}
        isReached={isReached}
        onClick={() => post({ type: 'pinSession', session: id, pinned: !isPinned })}
      />
      <Tool icon="edit" label={t('Rename “{name}”', { name })} isReached={isReached} onClick={() => onRename(id)} />
      <Tool
        icon="export"
        label={t('Export “{name}”…', { name })}
        isReached={isReached}
        onClick={() => post({ type: 'exportSession', session: id })}
      />
      <Tool
        icon="trash"
        label={t('Delete “{name}”', { name })}
        isReached={isReached}
        onClick={() => post({ type: 'deleteSession', session: id })}
      />
    </span>
  );
}

interface ToolProps {
  readonly icon: string;
  readonly label: string;
  readonly isReached: boolean;
  readonly onClick: () => void;
}

const Tool = ({ icon, label, isReached, onClick }: ToolProps) => (
  <button type="button" class="icon-button" aria-label={label} title={label} tabIndex={isReached ? 0 : -1} onClick={onClick}>
    <Icon name={icon} />
  </button>
);

/** The name as a text box: Enter and leaving it keep the name, Escape does not. */
function NameBox({ entry, onDone }: { readonly entry: HistoryEntry; readonly onDone: () => void }) {
  const { language, post } = usePage();
  const box = useRef<HTMLInputElement>(null);
  const composition = useRef(new Composition()).current;
  const isDone = useRef(false);
  useLayoutEffect(() => {
    box.current?.focus();
    box.current?.select();
  }, []);
  const end = (isKept: boolean) => {
    if (isDone.current) return;
    isDone.current = true;
    const name = box.current?.value ?? entry.name;
    if (isKept && name !== entry.name) post({ type: 'renameSession', session: entry.id, name });
    onDone();
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLInputElement>) => {
    if (composition.owns(event) || (event.key !== 'Enter' && event.key !== 'Escape')) return;
    event.preventDefault();
    end(event.key === 'Enter');
  };
  return (
    <input
      ref={box}
      class="session-rename"
      aria-label={language.t('Name of the session')}
      dir="auto"
      maxLength={200}
      defaultValue={entry.name}
      onKeyDown={onKeyDown}
      onCompositionEnd={composition.onEnd}
      onBlur={() => end(true)}
    />
  );
}
