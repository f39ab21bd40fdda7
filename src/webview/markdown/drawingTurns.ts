/** How much Markdown is drawn before the browser may draw and listen again, in characters: some 30 ms of work on a slow machine. */
const CHARACTERS_PER_TURN = 8_000;

interface Waiting {
  readonly length: number;
  readonly draw: () => void;
}

/**
 * Deals out the drawing of Markdown, because a long session with all its steps open would otherwise stop the page for
 * seconds. What is not drawn yet stands there as plain text. Of those that wait the last comes first: the page shows its end.
 */
export class DrawingTurns {
  readonly #later: (turn: () => void) => void;
  readonly #waiting: Waiting[] = [];
  #left = CHARACTERS_PER_TURN;
  #isTurning = false;

  /** `later` calls back once the browser has had its turn. */
  constructor(later: (turn: () => void) => void = turn => void setTimeout(turn)) {
    this.#later = later;
  }

  /** Whether a text of this length may be drawn at once; it is counted then. One at a time may be longer than a turn. */
  take(length: number): boolean {
    this.#await();
    if (this.#left <= 0) return false;
    this.#left -= length;
    return true;
  }

  /** Calls `draw` when its turn has come; returns what takes it back. */
  wait(length: number, draw: () => void): () => void {
    const one = { length, draw };
    this.#waiting.push(one);
    this.#await();
    return () => {
      const place = this.#waiting.indexOf(one);
      if (place >= 0) this.#waiting.splice(place, 1);
    };
  }

  #await(): void {
    if (this.#isTurning) return;
    this.#isTurning = true;
    this.#later(() => this.#turn());
  }

  #turn(): void {
    this.#isTurning = false;
    this.#left = CHARACTERS_PER_TURN;
    while (this.#left > 0) {
      const next = this.#waiting.pop();
      if (!next) return;
      this.#left -= next.length;
      next.draw();
    }
    this.#await();
  }
}
