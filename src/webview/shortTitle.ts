import { displayTitle } from '../engine/step.ts';
import { headOf, shownText } from './shownText.ts';

/** A heading that is longer than this is no heading. */
const LONGEST_TITLE = 300;

/** A step's title as a heading: without the model's own numbering, and cut where it is longer than a heading can be. */
export function shortTitle(title: string): string {
  const whole = displayTitle(title);
  return isLongTitle(title) ? `${shownText(headOf(whole, LONGEST_TITLE))}…` : shownText(whole);
}

/** Whether a title is cut as a heading and has to stand in full elsewhere. */
export const isLongTitle = (title: string): boolean => title.length > LONGEST_TITLE;
