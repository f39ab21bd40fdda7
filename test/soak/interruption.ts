/** When and how the reader breaks in. */
export interface Interruption {
  readonly wish: 'stop' | 'answer';
  /** With the piece of output or event of this number, after so many milliseconds, or with the end of a step. */
  readonly at: { readonly piece: number } | { readonly ms: number } | 'step-end';
}

/** Two runs of five are interrupted, half of them by Stop. */
export function drawInterruption(random: () => number): Interruption | undefined {
  if (random() < 0.6) return undefined;
  const wish = random() < 0.5 ? 'stop' : 'answer';
  const place = random();
  if (place < 0.2) return { wish, at: 'step-end' };
  return { wish, at: place < 0.6 ? { piece: 1 + Math.floor(random() * 40) } : { ms: Math.floor(random() * 80) } };
}

/** Whether now is the time, at the piece of this number. */
export function isTime({ at }: Interruption, piece: number, isStepEnd: boolean): boolean {
  return at === 'step-end' ? isStepEnd : 'piece' in at && at.piece === piece;
}
