/** Brings the step into view whose segment of a timeline is clicked. The step's own button does the same for keyboards. */
export function goToParts(root: HTMLElement): void {
  root.addEventListener('click', ({ target }) => {
    const segment = target instanceof Element ? target.closest('[data-goto]') : null;
    const key = segment?.getAttribute('data-goto');
    if (key) document.querySelector(`[data-part="${CSS.escape(key)}"]`)?.scrollIntoView({ block: 'start' });
  });
}
