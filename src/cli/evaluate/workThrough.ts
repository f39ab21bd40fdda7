/** Does the work for each item, for so many at once. After the first that fails no more are begun, and its error is thrown once all have ended. */
export async function workThrough<Item>(
  items: AsyncIterator<Item, unknown>,
  concurrency: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  let failure: { readonly error: unknown } | undefined;
  const worker = async (): Promise<void> => {
    while (!failure) {
      const next = await items.next();
      if (next.done) return;
      await work(next.value);
    }
  };
  const guarded = () =>
    worker().catch(error => {
      failure ??= { error };
    });
  await Promise.all(Array.from({ length: concurrency }, guarded));
  if (failure) throw failure.error;
}
