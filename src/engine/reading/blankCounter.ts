/** A model that writes this many blanks in a row has lost its way: a grammar that allows white space lets it go on for ever. */
const MOST_BLANKS = 200;

/** Counts the blanks at the end of a reply that arrives in pieces. */
export class BlankCounter {
  private blanks = 0;

  count(piece: string): void {
    const words = piece.trimEnd();
    this.blanks = words ? piece.length - words.length : this.blanks + piece.length;
  }

  isLoop(): boolean {
    return this.blanks >= MOST_BLANKS;
  }
}
