import { useLayoutEffect, useRef } from 'preact/hooks';

/** Where the focus goes when what held it is no longer shown, the first that there is. */
const NEXT = '[data-takes-focus], [role="tab"][aria-selected="true"], textarea';

/** When another part of the session is `shown`, a focus that went with what was shown before is not lost. */
export function useFocusRescue(shown: string): void {
  const before = useRef(shown);
  useLayoutEffect(() => {
    const isOther = before.current !== shown;
    before.current = shown;
    if (isOther && document.hasFocus() && document.activeElement === document.body) document.querySelector<HTMLElement>(NEXT)?.focus();
  }, [shown]);
}
