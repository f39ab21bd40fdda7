import { useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from './Icon.tsx';

interface HandOverButtonProps {
  readonly icon: string;
  readonly label: string;
  readonly primary?: boolean;
  readonly disabled?: boolean;
  /** In a narrow page the icon stands alone. */
  readonly compact?: boolean;
  /** What it does, in a sentence. */
  readonly hint?: string;
  readonly onClick: () => void;
  /** Takes the focus when the button goes away while holding it. */
  readonly focusNext: () => void;
}

/** A button that comes and goes with the run, without ever losing the reader's focus. */
export function HandOverButton({ icon, label, primary, disabled, compact, hint, onClick, focusNext }: HandOverButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const element = button.current;
    return () => {
      if (element && element === document.activeElement) focusNext();
    };
  }, []);
  return (
    <button
      ref={button}
      type="button"
      class={['button', primary && 'primary', compact && 'compact'].filter(Boolean).join(' ')}
      aria-label={label}
      title={hint ?? (compact ? label : undefined)}
      aria-disabled={disabled ?? false}
      onClick={onClick}
    >
      <Icon name={icon} />
      <span>{label}</span>
    </button>
  );
}
