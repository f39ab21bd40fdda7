import type { ComponentChildren } from 'preact';
import { usePage } from '../pageContext.ts';
import { Icon } from './Icon.tsx';

interface FoldProps {
  readonly id: string;
  readonly open: boolean;
  readonly name: string;
  /** A few words beside the name. */
  readonly note?: string | undefined;
  readonly children: ComponentChildren;
}

/** A quiet fold for what is not needed at first sight; what it hides is not drawn. */
export function Fold({ id, open, name, note, children }: FoldProps) {
  const { choose } = usePage();
  return (
    <div class="fold">
      <button type="button" class="fold-toggle" aria-expanded={open} aria-controls={id} onClick={() => choose(id, !open)}>
        <Icon name={open ? 'chevron-down' : 'chevron-right'} />
        <span>{name}</span>
        {note && <span class="fold-note">{note}</span>}
      </button>
      <div id={id} class="fold-body" hidden={!open}>
        {open && children}
      </div>
    </div>
  );
}
