import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withSetupLock } from './lock.mjs';
import { stage } from './progress.mjs';

const stampName = '.stamp.json';

/** Tells whether the folder was finished for exactly these pins. */
export async function isStamped(folder, wanted) {
  const stamp = await readFile(join(folder, stampName), 'utf8').catch(() => undefined);
  return stamp === JSON.stringify(wanted);
}

/** Marks the folder as finished for these pins. */
export async function writeStamp(folder, wanted) {
  await writeFile(join(folder, stampName), JSON.stringify(wanted));
}

/** Runs the stage unless the folder is stamped already, at the latest when another process that did the same set-up has ended. */
export async function unlessStamped({ title, folder, wanted }, work) {
  if (await isStamped(folder, wanted)) return;
  await withSetupLock(async () => {
    if (!(await isStamped(folder, wanted))) await stage(title, work);
  });
}

/**
 * Makes a folder once: `build` fills a temporary one, which gets its name only when it is whole.
 * A killed set-up therefore leaves nothing that looks finished, and a finished folder is never touched again.
 */
export async function makeOnce({ title, folder, wanted, build }) {
  const partial = `${folder}.partial`;
  await unlessStamped({ title, folder, wanted }, async () => {
    await rm(partial, { recursive: true, force: true });
    await mkdir(partial, { recursive: true });
    await build(partial);
    await writeStamp(partial, wanted);
    await rm(folder, { recursive: true, force: true });
    await rename(partial, folder);
  });
}
