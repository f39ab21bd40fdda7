/** What readers choose on a page, on its way into the settings: VS Code takes a while to write them. */
export class Choices {
  #beingWritten: Promise<unknown> = Promise.resolve();

  /** Resolves, or rejects, as the writing does. */
  take(writing: Promise<void>): Promise<void> {
    this.#beingWritten = Promise.allSettled([this.#beingWritten, writing]);
    return writing;
  }

  /** Resolves once all that was chosen so far is written, or could not be. A question that follows upon a choice waits for it. */
  async settled(): Promise<void> {
    await this.#beingWritten;
  }
}
