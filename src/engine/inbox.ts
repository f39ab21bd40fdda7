/** Words that wait for a run that goes on; read by one reader, until it is closed. */
export class Inbox<Word> implements AsyncIterable<Word> {
  private readonly waiting: Word[] = [];
  private closed = false;
  private wake = (): void => {};

  push(word: Word): void {
    this.waiting.push(word);
    this.wake();
  }

  close(): void {
    this.closed = true;
    this.wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Word, void> {
    for (;;) {
      const word = this.waiting.shift();
      if (word !== undefined) yield word;
      else if (this.closed) return;
      else await this.untilWoken();
    }
  }

  private untilWoken(): Promise<void> {
    return new Promise(resolve => {
      this.wake = resolve;
    });
  }
}
