import { memo } from '../memo.ts';
import { cutText, shownText } from '../shownText.ts';

/** The browser lays out a piece at a time, and only those that are near to what is seen. */
const PIECE_LENGTH = 4000;

/** A text as it is, without Markdown; however long it is, it does not stop the page. */
export const PlainText = memo(({ text }: { readonly text: string }) => {
  if (text.length <= PIECE_LENGTH) return <>{shownText(text)}</>;
  return (
    <>
      {cutText(text, PIECE_LENGTH).map((piece, place) => (
        <span key={place} class="piece">
          {shownText(piece)}
        </span>
      ))}
    </>
  );
});
