import { useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from './Icon.tsx';

interface HandOverButtonProps {
  readonly icon: string;
  readonly label: string;
  readonly primary?: boolean;
  readonly disabled?: boolean;
  readonly onClick: () => void;
  /** Takes the focus when the button goes away while holding it. */
  readonly focusNext: () => void;
}

/** A button that comes and goes with the run, without ever losing the reader's focus. */
export function HandOverButton({ icon, label, primary, disabled, onClick, focusNext }: HandOverButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const element = button.current;
    return () => {
      if (element && element === document.activeElement) focusNext();
    };
  }, []);
  return (
    <button ref={button} type="button" class={primary ? 'button primary' : 'button'} aria-disabled={disabled ?? false} onClick={onClick}>
      <Icon name={icon} />
      <span>{label}</span>
    </button>
  );
}
