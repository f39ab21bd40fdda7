import type { TargetedKeyboardEvent } from 'preact';

const buttonsOf = (list: HTMLElement | null): readonly HTMLElement[] => [...(list?.querySelectorAll<HTMLElement>('.session-open') ?? [])];

/** The 0-based place of the row that holds an element; -1 for none. */
const placeOf = (list: HTMLElement | null, element: Element | null): number =>
  [...(list?.children ?? [])].findIndex(row => row.contains(element));

/** Moves the focus among the rows of a list; false where the key is none that does. From outside, Down reaches the first row. */
export function moveFocus(list: HTMLElement | null, key: string): boolean {
  const buttons = buttonsOf(list);
  const place = placeOf(list, document.activeElement);
  const next = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: buttons.length - 1 }[key];
  const button = next === undefined ? undefined : buttons[next];
  button?.focus();
  return button !== undefined;
}

/** Sees to it that the focus is not lost where what holds it goes away. */
export class RowFocus {
  #held: Element | null = null;
  #place = -1;

  /** Takes a key that was pressed in the list. */
  move(event: TargetedKeyboardEvent<HTMLElement>, list: HTMLElement | null): void {
    if (event.target instanceof HTMLInputElement) return;
    if (moveFocus(list, event.key)) event.preventDefault();
  }

  /** To be called after each drawing: the row that stands where the focus was gets it, else `fallback`. */
  keep(list: HTMLElement | null, fallback: HTMLElement | null): void {
    if (this.#held && !this.#held.isConnected && document.activeElement === document.body) {
      const buttons = buttonsOf(list);
      const next = this.#place < 0 ? undefined : buttons[Math.min(this.#place, buttons.length - 1)];
      (next ?? fallback)?.focus();
    }
    this.note(list);
  }

  /** What holds the focus now. */
  note(list: HTMLElement | null): void {
    this.#held = document.activeElement;
    this.#place = placeOf(list, this.#held);
  }
}
