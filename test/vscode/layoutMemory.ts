import type { Page } from 'playwright-core';

/**
 * VS Code in a browser writes what it remembers (its layout, the state of extensions) into the browser's database every few seconds.
 * A reload before that would forget it. Waits until all of the `words` stand there.
 */
export async function untilRemembered(page: Page, words: readonly string[]): Promise<void> {
  await page.waitForFunction(remembersAll, words, { timeout: 60_000, polling: 500 });
}

/** Runs in the browser. */
async function remembersAll(words: readonly string[]): Promise<boolean> {
  const stored: unknown[] = [];
  for (const { name } of await indexedDB.databases()) {
    if (name?.startsWith('vscode-web-state-db')) stored.push(...(await readAll(name)));
  }
  const text = JSON.stringify(stored);
  return words.every(word => text.includes(word));

  async function readAll(name: string): Promise<unknown[]> {
    const database = await done(indexedDB.open(name));
    const items = await done(database.transaction('ItemTable').objectStore('ItemTable').getAll());
    database.close();
    return items;
  }
  function done<Result>(request: IDBRequest<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  }
}
