import type { RefObject, TargetedKeyboardEvent } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { HistoryList } from '../../protocol/messages.ts';
import { searchHistory } from '../historySearch.ts';
import { usePage } from '../pageContext.ts';
import { moveFocus, RowFocus } from '../rowFocus.ts';
import { Icon } from './Icon.tsx';
import { SessionRow } from './SessionRow.tsx';

/** The list of this workspace's sessions, in the place of the session. */
export function HistoryPage({ list }: { readonly list: HistoryList }) {
  const { language, post } = usePage();
  const rows = useRef<HTMLUListElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const focus = useRef(new RowFocus()).current;
  const [query, setQuery] = useState('');
  const [active, setActive] = useState<string>();
  const [renaming, setRenaming] = useState<string>();
  const entries = searchHistory(list.entries, query);
  const reached = entries.some(({ id }) => id === active) ? active : entries[0]?.id;
  useLayoutEffect(() => search.current?.focus(), []);
  useLayoutEffect(() => focus.keep(rows.current, search.current));
  const back = () => post({ type: 'showHistory', shown: false });
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLElement>) => {
    if (event.key !== 'Escape' || event.defaultPrevented || query) return;
    event.preventDefault();
    back();
  };
  const onSearchKey = (event: TargetedKeyboardEvent<HTMLInputElement>) => {
    const [first] = entries;
    if (event.key === 'ArrowDown' && moveFocus(rows.current, 'ArrowDown')) event.preventDefault();
    if (event.key === 'Enter' && query && first) post({ type: 'openSession', session: first.id });
  };
  return (
    <main class="history" onKeyDown={onKeyDown} onFocusIn={() => focus.note(rows.current)}>
      <div class="history-body">
        <HistoryHead back={back} />
        <SearchBox box={search} query={query} onQuery={setQuery} onKeyDown={onSearchKey} />
        <Deleted list={list} />
        {entries.length > 0 && (
          <ul ref={rows} class="sessions" aria-label={language.t('Sessions')} onKeyDown={event => focus.move(event, rows.current)}>
            {entries.map(entry => (
              <SessionRow
                key={entry.id}
                entry={entry}
                isReached={entry.id === reached}
                isRenaming={entry.id === renaming}
                nowMs={nowByMinutes()}
                onReach={setActive}
                onRename={setRenaming}
              />
            ))}
          </ul>
        )}
        <Nothing list={list} query={query} count={entries.length} />
        <RecordingButton />
      </div>
    </main>
  );
}

/** By whole minutes, so that a row is not drawn again for each letter of a search. */
const nowByMinutes = (): number => Math.floor(Date.now() / 60_000) * 60_000 + 30_000;

function HistoryHead({ back }: { readonly back: () => void }) {
  const { t } = usePage().language;
  return (
    <div class="history-head">
      <button type="button" class="icon-button" aria-label={t('Back to the session')} title={t('Back to the session')} onClick={back}>
        <Icon name="arrow-left" />
      </button>
      <h1>{t('History')}</h1>
    </div>
  );
}

interface SearchBoxProps {
  readonly box: RefObject<HTMLInputElement | null>;
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly onKeyDown: (event: TargetedKeyboardEvent<HTMLInputElement>) => void;
}

function SearchBox({ box, query, onQuery, onKeyDown }: SearchBoxProps) {
  const { t } = usePage().language;
  return (
    <div class="search">
      <Icon name="search" />
      <input
        ref={box}
        type="search"
        aria-label={t('Search history')}
        placeholder={t('Search questions and answers')}
        dir="auto"
        value={query}
        onInput={event => onQuery(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}

/** So many deletions can be taken back from here. */
const SHOWN_DELETED = 3;

function Deleted({ list }: { readonly list: HistoryList }) {
  const { language, post } = usePage();
  const { t } = language;
  return (
    <div role="status" class="deleted">
      {list.deleted.slice(0, SHOWN_DELETED).map(({ id, name }) => (
        <p key={id}>
          <span dir="auto">{t('“{name}” was deleted.', { name })}</span>
          <button type="button" class="button" onClick={() => post({ type: 'restoreSession', session: id })}>
            {t('Undo')}
          </button>
        </p>
      ))}
    </div>
  );
}

/** What stands in the place of rows: what will be here, or that nothing was found. */
function Nothing({ list, query, count }: { readonly list: HistoryList; readonly query: string; readonly count: number }) {
  const { t } = usePage().language;
  const isEmpty = list.entries.length === 0;
  return (
    <>
      <p role="status" class={count === 0 && query && !isEmpty ? 'quiet nothing' : 'visually-hidden'}>
        {query && !isEmpty && (count === 0 ? t('No session matches “{query}”.', { query }) : t('Sessions found: {count}', { count }))}
      </p>
      {list.isReading && <p class="quiet nothing">{t('Reading the sessions…')}</p>}
      {isEmpty && !list.isReading && (
        <div class="welcome">
          <Icon name="history" />
          <p>{t('Every session of this workspace will stand here, named after its first question.')}</p>
          <p class="quiet">{t('You can open one and go on in it, search, rename, pin, export and delete.')}</p>
        </div>
      )}
      {!list.isKept && <NotKept />}
    </>
  );
}

function NotKept() {
  const { language, post } = usePage();
  const { t } = language;
  return (
    <p class="not-kept">
      <span>{t('Sessions are not being kept: {setting} is off.', { setting: 'stepwise.history.enabled' })}</span>
      <button type="button" class="button" onClick={() => post({ type: 'openSetting', setting: 'stepwise.history.enabled' })}>
        {t('Open setting')}
      </button>
    </p>
  );
}

function RecordingButton() {
  const { language, post } = usePage();
  const { t } = language;
  return (
    <p class="recording">
      <button
        type="button"
        class="button"
        title={t('A recording becomes a session of its own, which you can read and go on with.')}
        onClick={() => post({ type: 'openRecording' })}
      >
        <Icon name="folder-opened" />
        <span>{t('Open a recording…')}</span>
      </button>
    </p>
  );
}
