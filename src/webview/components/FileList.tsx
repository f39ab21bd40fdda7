import { useLayoutEffect, useRef } from 'preact/hooks';
import type { FileCompletion } from '../fileCompletion.ts';
import { usePage } from '../pageContext.ts';
import { shownText } from '../shownText.ts';
import { Icon } from './Icon.tsx';

/** The id of the list, and of an option in it: the box names the one that Enter takes. */
export const FILE_LIST_ID = 'file-list';
export const fileOptionId = (place: number): string => `${FILE_LIST_ID}-${place}`;

/** The files that are offered while a name is typed. The focus stays in the box. */
export function FileList({ offer, choose }: Pick<FileCompletion, 'offer' | 'choose'>) {
  const { t } = usePage().language;
  const list = useRef<HTMLDivElement>(null);
  const active = offer?.active ?? -1;
  useLayoutEffect(() => list.current?.children[active]?.scrollIntoView({ block: 'nearest' }), [active]);
  if (!offer) return null;
  return (
    <div ref={list} id={FILE_LIST_ID} class="file-list" role="listbox" aria-label={t('Files')}>
      {offer.files.map(({ uri, path }, place) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the keys and the focus belong to the box.
        <div
          key={uri}
          id={fileOptionId(place)}
          class="file"
          role="option"
          aria-selected={place === offer.active}
          onMouseDown={event => event.preventDefault()}
          onClick={() => choose(place)}
        >
          <Icon name="file" />
          <span class="file-name">{shownText(path.slice(path.lastIndexOf('/') + 1))}</span>
          <span class="file-folder">{shownText(path.slice(0, Math.max(0, path.lastIndexOf('/'))))}</span>
        </div>
      ))}
    </div>
  );
}
