import { rmSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
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

/** Takes a lock of this checkout, which counts as free when its owner was killed. Gives the function that frees it, or undefined if it is held. */
export async function tryToLock(name) {
  const file = inLab(name);
  await mkdir(labFolder, { recursive: true });
  if (!(await isHeld(file))) await rm(file, { force: true });
  try {
    await writeFile(file, String(process.pid), { flag: 'wx' });
  } catch (error) {
    if (error.code === 'EEXIST') return undefined;
    throw error;
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
