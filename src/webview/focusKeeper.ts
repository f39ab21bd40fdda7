interface Held {
  readonly element: Element;
  /** The step or answer that it stands in. */
  readonly part: string | undefined;
}

/** Sees to it that the focus is somewhere when what held it goes away, as a button does with the run that it stops. */
export function keepFocus(root: HTMLElement): void {
  let held: Held | undefined;
  root.addEventListener('focusin', ({ target }) => {
    if (target instanceof Element) held = { element: target, part: partOf(target) };
  });
  // A click beside everything means that the focus is to be nowhere. An element that is being taken out is still connected here.
  root.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget || !document.hasFocus()) return;
    queueMicrotask(() => {
      if (held?.element.isConnected && isNowhere()) held = undefined;
    });
  });
  const handOver = () => {
    if (!held || held.element.isConnected || !isNowhere() || !document.hasFocus()) return;
    const { part } = held;
    held = undefined;
    heirOf(part)?.focus();
  };
  new MutationObserver(handOver).observe(root, { childList: true, subtree: true });
}

const partOf = (element: Element): string | undefined => element.closest('[data-part]')?.getAttribute('data-part') ?? undefined;

const isNowhere = (): boolean => document.activeElement === null || document.activeElement === document.body;

/** The head of the step or answer that it was in, where that still stands; else the question box. */
function heirOf(part: string | undefined): HTMLElement | null {
  const head = part === undefined ? null : document.querySelector<HTMLElement>(`[data-part="${CSS.escape(part)}"] button`);
  return head ?? document.querySelector<HTMLElement>('.composer textarea');
}
