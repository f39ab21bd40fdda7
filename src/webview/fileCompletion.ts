import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { FoundFile } from '../protocol/messages.ts';
import { typeInto } from './attaching.ts';
import { findMention, isMeant, type Mention } from './mention.ts';
import { usePage } from './pageContext.ts';

/** Files that are offered for a name that is being typed. */
interface Offer {
  readonly mention: Mention;
  readonly files: readonly FoundFile[];
  /** The file that Enter takes; -1 where none does yet. */
  readonly active: number;
}

/** The offer of the moment, and what can be done with it. */
export interface FileCompletion {
  readonly offer: Offer | undefined;
  /** To be called after each change of the box that is no input method's. */
  readonly look: () => void;
  readonly close: () => void;
  readonly choose: (place: number) => void;
  /** Says whether the key was meant for the list. */
  readonly takesKey: (event: KeyboardEvent) => boolean;
}

/** Offers files while a name is typed after an `@`. Enter is left alone until a file is plainly meant or chosen with the arrows. */
export function useFileCompletion(box: RefObject<HTMLTextAreaElement | null>): FileCompletion {
  const { post, findFiles } = usePage();
  const [offer, setOffer] = useState<Offer>();
  const looked = useRef<Mention>(undefined);
  const dismissedAt = useRef<number>(undefined);

  const close = () => {
    looked.current = undefined;
    setOffer(undefined);
  };
  const look = async () => {
    const mention = box.current ? findMention(box.current.value, box.current.selectionStart) : undefined;
    if (mention?.start !== dismissedAt.current) dismissedAt.current = undefined;
    if (!mention || dismissedAt.current !== undefined) return close();
    looked.current = mention;
    const files = await findFiles(mention.typed);
    if (looked.current !== mention) return;
    const [first] = files;
    setOffer(first && { mention, files, active: isMeant(first.path, mention.typed) ? 0 : -1 });
  };
  const choose = (place: number) => {
    const file = offer?.files[place];
    if (!offer || !file || !box.current) return;
    post({ type: 'attach', uris: [file.uri] });
    typeInto(box.current, `${file.path.slice(file.path.lastIndexOf('/') + 1)} `, offer.mention.start, offer.mention.end);
    close();
  };
  const move = (by: 1 | -1) => {
    if (!offer) return;
    const { length } = offer.files;
    const from = offer.active < 0 && by < 0 ? 0 : offer.active;
    setOffer({ ...offer, active: (from + by + length) % length });
  };
  const takesKey = ({ key, shiftKey }: KeyboardEvent): boolean => {
    const act = offer && !shiftKey ? actOf(key, offer) : undefined;
    act?.();
    // The caret goes where no name is being typed.
    if (!act && key.startsWith('Arrow')) close();
    return act !== undefined;
  };
  const actOf = (key: string, { active }: Offer): (() => void) | undefined => {
    switch (key) {
      case 'ArrowDown':
        return () => move(1);
      case 'ArrowUp':
        return () => move(-1);
      case 'Tab':
        return () => choose(Math.max(0, active));
      case 'Enter':
        return active >= 0 ? () => choose(active) : undefined;
      case 'Escape':
        return () => {
          dismissedAt.current = offer?.mention.start;
          close();
        };
      default:
        return undefined;
    }
  };
  return { offer, look: () => void look(), close, choose, takesKey };
}
