/** Hands every click on a link to `open`, before VS Code's own listener on the document sees it. */
export function interceptLinks(root: HTMLElement, open: (link: HTMLElement) => void): void {
  const intercept = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLElement>('a[href]') : null;
    if (!link) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.button <= 1) open(link);
  };
  root.addEventListener('click', intercept);
  root.addEventListener('auxclick', intercept);
}
