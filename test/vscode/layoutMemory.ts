import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright-core';

const PATIENCE_MS = 90_000;
const EDITORS = 'memento/workbench.parts.editor';

/**
 * VS Code in a browser writes what it remembers into the browser's database every few seconds, and a reload before that forgets it.
 * Waits until the panel stands there among the open editors.
 */
export async function untilPanelIsRemembered(page: Page): Promise<void> {
  for (const giveUpAt = performance.now() + PATIENCE_MS; !(await page.evaluate(remembersPanel, EDITORS)); await delay(500)) {
    if (performance.now() > giveUpAt) throw new Error('VS Code did not write down that the panel is open.');
  }
}

/** Runs in the browser. */
async function remembersPanel(key: string): Promise<boolean> {
  const databases = (await indexedDB.databases()).flatMap(({ name }) => (name?.startsWith('vscode-web-state-db--') ? [name] : []));
  const values = await Promise.all(databases.map(readValue));
  return values.some(value => String(value).includes('stepwise.panel'));

  async function readValue(name: string): Promise<unknown> {
    const database = await done(indexedDB.open(name));
    const value = await done(database.transaction('ItemTable').objectStore('ItemTable').get(key));
    database.close();
    return value;
  }
  function done<Result>(request: IDBRequest<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  }
}
