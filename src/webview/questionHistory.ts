/** Where the reader stands among earlier questions; `place` equal to their number is the empty box below the last. */
export interface Recall {
  readonly place: number;
  readonly text: string;
}

/** The question one further up or down; `undefined` where the words in the box are the reader's own, or there is none. */
export function recall(questions: readonly string[], from: Recall | undefined, text: string, step: -1 | 1): Recall | undefined {
  const isOwn = text !== '' && text !== from?.text;
  if (isOwn || (text === '' && step > 0)) return undefined;
  const place = (text === '' ? questions.length : (from?.place ?? questions.length)) + step;
  if (place < 0 || place > questions.length) return undefined;
  return { place, text: questions[place] ?? '' };
}
