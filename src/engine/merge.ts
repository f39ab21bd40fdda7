/** What one of several iterators said: its name, and a value, an end or a failure. */
export type Said<T, R> = { readonly name: string } & ({ readonly result: IteratorResult<T, R> } | { readonly error: unknown });

/**
 * Listens to several iterators at once and hands on what they say in the order in which they say it.
 * It never waits for one that hangs: an abort ends the wait at once.
 */
export class Merge<T, R> {
  private readonly iterators = new Map<string, AsyncIterator<T, R>>();
  private said: Said<T, R>[] = [];
  private wake = (): void => {};
  private readonly onAbort = (): void => this.wake();
  /** The one that is listened to, once for all waits: each word of a model is one. */
  private signal: AbortSignal | undefined;

  has(name: string): boolean {
    return this.iterators.has(name);
  }

  names(): string[] {
    return [...this.iterators.keys()];
  }

  add(name: string, iterator: AsyncIterator<T, R>): void {
    this.iterators.set(name, iterator);
    this.listenTo(name, iterator);
  }

  /** Forgets an iterator; what it says from now on is not heard. */
  drop(name: string): void {
    const iterator = this.iterators.get(name);
    this.iterators.delete(name);
    this.said = this.said.filter(said => said.name !== name);
    iterator?.return?.().catch(() => {});
  }

  /** Lets go of the signal, too. */
  dropAll(): void {
    for (const name of this.names()) this.drop(name);
    this.watch(undefined);
  }

  /** The next thing that any of them says. Throws the signal's reason as soon as it is aborted. */
  async next(signal: AbortSignal): Promise<Said<T, R>> {
    for (;;) {
      signal.throwIfAborted();
      const said = this.said.shift();
      if (said) return this.goOn(said);
      await this.somebodySpeaks(signal);
    }
  }

  private goOn(said: Said<T, R>): Said<T, R> {
    const iterator = this.iterators.get(said.name);
    if ('error' in said || said.result.done) this.iterators.delete(said.name);
    else if (iterator) this.listenTo(said.name, iterator);
    return said;
  }

  private listenTo(name: string, iterator: AsyncIterator<T, R>): void {
    const say = (said: Said<T, R>): void => {
      if (this.iterators.get(name) === iterator) this.said.push(said);
      this.wake();
    };
    iterator.next().then(
      result => say({ name, result }),
      (error: unknown) => say({ name, error }),
    );
  }

  private somebodySpeaks(signal: AbortSignal): Promise<void> {
    this.watch(signal);
    return new Promise(resolve => {
      this.wake = resolve;
    });
  }

  private watch(signal: AbortSignal | undefined): void {
    if (this.signal === signal) return;
    this.signal?.removeEventListener('abort', this.onAbort);
    this.signal = signal;
    signal?.addEventListener('abort', this.onAbort);
  }
}
