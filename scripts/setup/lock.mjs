import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { inLab, labFolder } from './folders.mjs';

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

async function isHeld(file) {
  const owner = Number(await readFile(file, 'utf8').catch(() => ''));
  return owner > 0 && isAlive(owner);
}

const isTaken = error => error.code === 'EEXIST';

/** Writes a file that nobody else has written. It appears with all that is in it, so that nobody takes a new lock for an empty one. */
async function claim(file) {
  const own = `${file}.${process.pid}.${randomUUID()}`;
  await writeFile(own, String(process.pid));
  try {
    await link(own, file);
    return true;
  } catch (error) {
    if (isTaken(error)) return false;
    throw error;
  } finally {
    await rm(own, { force: true });
  }
}

/** Clearing away takes an instant: who has not done it after this long was killed in it. */
const CLEARED_WITHIN_MS = 5000;

/** Clears away the lock of an owner that was killed. One does it at a time, or the second would clear away the new lock of the first. */
async function clearAbandoned(file) {
  const clearing = `${file}.clearing`;
  const since = await stat(clearing).catch(() => undefined);
  if (since && Date.now() - since.mtimeMs > CLEARED_WITHIN_MS) await rm(clearing, { force: true });
  if (!(await claim(clearing))) return;
  try {
    if (!(await isHeld(file))) await rm(file, { force: true });
  } finally {
    await rm(clearing, { force: true });
  }
}

/** Takes a lock of this checkout, which counts as free when its owner was killed. Gives the function that frees it, or undefined if it is held. */
export async function tryToLock(name) {
  const file = inLab(name);
  await mkdir(labFolder, { recursive: true });
  if (!(await claim(file))) {
    if (await isHeld(file)) return undefined;
    await clearAbandoned(file);
    if (!(await claim(file))) return undefined;
  }
  return () => rmSync(file, { force: true });
}

async function waitForLock(name) {
  for (let tries = 0; ; tries++) {
    const unlock = await tryToLock(name);
    if (unlock) return unlock;
    if (tries === 5) process.stderr.write('Waiting for another set-up of this checkout to end …\n');
    await delay(200);
  }
}

/** Runs the work while no other process of this checkout does set-up. */
export async function withSetupLock(work) {
  const unlock = await waitForLock('setup.lock');
  try {
    return await work();
  } finally {
    unlock();
  }
}
