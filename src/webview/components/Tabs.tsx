import type { ComponentChildren, TargetedKeyboardEvent } from 'preact';

interface Tab {
  /** Of its element. */
  readonly id: string;
  readonly isSelected: boolean;
  readonly content: ComponentChildren;
}

interface TabsProps {
  readonly name: string;
  readonly tabs: readonly Tab[];
  /** The element that shows what was chosen. */
  readonly panel: string;
  /** Takes the 0-based place of a tab. */
  readonly onShow: (place: number) => void;
}

/** Tabs with one tab stop for all of them; the arrow keys, Home and End choose. */
export function Tabs({ name, tabs, panel, onShow }: TabsProps) {
  const show = (place: number) => {
    const at = (place + tabs.length) % tabs.length;
    onShow(at);
    document.getElementById(tabs[at]?.id ?? '')?.focus();
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLElement>) => {
    const place = placeAfter(
      event.key,
      tabs.findIndex(({ id }) => id === document.activeElement?.id),
    );
    if (place === undefined) return;
    event.preventDefault();
    show(place);
  };
  return (
    <div role="tablist" aria-label={name} onKeyDown={onKeyDown}>
      {tabs.map(({ id, isSelected, content }, place) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={id}
          class="tab"
          aria-selected={isSelected}
          aria-controls={panel}
          tabIndex={isSelected ? 0 : -1}
          onClick={() => show(place)}
        >
          {content}
        </button>
      ))}
    </div>
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
