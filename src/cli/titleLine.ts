import { displayTitle } from '../engine/step.ts';

/** Every beginning of a numbering that a model may put before its title, such as `Step 2:`. */
const MAY_BE_NUMBERING = /^\s*(?:(?:s|st|ste|step|步|步骤|步驟|第)?\s*[0-9０-９一二三四五六七八九十]*\s*步?\s*[:：.、)）-]?\s*)$/iu;

/** No numbering is longer; the expression would take for ever in a title that is only blanks. */
const LONGEST_NUMBERING = 64;

/** A title as it is written, without the numbering that the model put before it: what was shown on a console cannot be taken back. */
export class TitleLine {
  private title = '';
  private hasBegun = false;

  /** What can be shown of it now, on one line. */
  push(piece: string): string {
    const line = piece.replace(/\s+/g, ' ');
    if (this.hasBegun) return line;
    this.title = (this.title + line).trimStart();
    return this.title.length <= LONGEST_NUMBERING && MAY_BE_NUMBERING.test(this.title) ? '' : this.begin();
  }

  /** What was held back, once no more will come. */
  end(): string {
    return this.hasBegun ? '' : this.begin();
  }

  private begin(): string {
    this.hasBegun = true;
    const shown = displayTitle(this.title);
    return this.title.slice(this.title.trimEnd().length - shown.length);
  }
}
