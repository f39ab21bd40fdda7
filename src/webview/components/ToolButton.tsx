import type { RefObject } from 'preact';
import { Icon } from './Icon.tsx';

interface ToolButtonProps {
  readonly icon: string;
  /** What stands beside the icon, where there is room. */
  readonly words: string;
  /** Its whole name. */
  readonly label: string;
  readonly button?: RefObject<HTMLButtonElement | null>;
  readonly onClick: () => void;
}

/** A quiet button for what can be done with a part of the session. */
export function ToolButton({ icon, words, label, button, onClick }: ToolButtonProps) {
  return (
    <button ref={button ?? null} type="button" class="copy" aria-label={label} title={label} onClick={onClick}>
      <Icon name={icon} />
      <span>{words}</span>
    </button>
  );
}
