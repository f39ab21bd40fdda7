import { withoutControls } from '../engine/plainText.ts';

/** More marks upon one letter than any language has; a browser needs minutes to place thousands of them. */
const PILED_MARKS = /(\p{M}{16})\p{M}+/gu;

/** A model's or a server's text as it may be drawn: what is seen is what stands there. */
export const shownText = (text: string): string => withoutControls(text).replace(PILED_MARKS, '$1');

/** The first so many characters, without half a character at their end. */
export function headOf(text: string, length: number): string {
  if (text.length <= length) return text;
  return text.slice(0, isHighSurrogate(text, length - 1) ? length - 1 : length);
}

/** A long text in pieces of at most `length` characters, cut at line ends or blanks where there are some; joined they are the text. */
export function cutText(text: string, length: number): readonly string[] {
  const pieces: string[] = [];
  for (let start = 0; start < text.length; ) {
    const end = start + length >= text.length ? text.length : start + findCut(text.slice(start, start + length));
    pieces.push(text.slice(start, end));
    start = end;
  }
  return pieces;
}

function findCut(piece: string): number {
  const half = piece.length / 2;
  const gap = [piece.lastIndexOf('\n'), piece.lastIndexOf(' ')].find(place => place >= half);
  return gap === undefined ? headOf(`${piece}x`, piece.length).length : gap + 1;
}

function isHighSurrogate(text: string, place: number): boolean {
  const code = text.charCodeAt(place);
  return code >= 0xd800 && code <= 0xdbff;
}
