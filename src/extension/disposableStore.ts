/** Something that has to be ended. */
export interface Disposable {
  dispose(): unknown;
}

/** Owns disposables and ends them in reverse order, once. What is added after the end is ended at once. */
export class DisposableStore implements Disposable {
  private items: Disposable[] | undefined = [];

  /** Gives back what it was given, so that making and owning are one line. */
  add<T extends Disposable>(item: T): T {
    if (this.items) this.items.push(item);
    else item.dispose();
    return item;
  }

  dispose(): void {
    const items = this.items ?? [];
    this.items = undefined;
    for (const item of items.reverse()) item.dispose();
  }
}
