import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SessionLocks } from './sessionLocks.ts';

describe('The locks of sessions', () => {
  let folder: string;
  const opened: SessionLocks[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stepwise-'));
  });
  afterEach(async () => {
    for (const locks of opened.splice(0)) locks.dispose();
    await rm(folder, { recursive: true, maxRetries: 5 });
  });

  /** A window with a process of its own; only those in `running` live. */
  const running = new Set<number>();
  function window(pid: number): SessionLocks {
    running.add(pid);
    const locks = new SessionLocks(folder, { pid, window: `w${pid}` }, other => running.has(other));
    opened.push(locks);
    return locks;
  }

  it('name the window that works on a session, and keep others out', async () => {
    const [one, two] = [window(1), window(2)];
    assert.deepEqual([await one.take('s'), await one.take('s'), await two.take('s')], [true, true, false]);
    assert.deepEqual(JSON.parse(await readFile(join(folder, 's.lock'), 'utf8')), { pid: 1, window: 'w1' });
    assert.deepEqual([await two.isTaken('s'), await one.isTaken('s'), await two.isTaken('other')], [true, false, false]);
  });

  it('are free again once they are released', async () => {
    const [one, two] = [window(1), window(2)];
    await one.take('s');
    await one.release('s');
    assert.deepEqual(await readdir(folder), []);
    assert.equal(await two.take('s'), true);
    await one.release('s');
    assert.equal(await one.isTaken('s'), true, 'A window releases its own locks only.');
  });

  it('are let go all but one', async () => {
    const one = window(1);
    await one.take('a');
    await one.take('b');
    await one.releaseAllBut('b');
    assert.deepEqual([one.holds('a'), one.holds('b'), await readdir(folder)], [false, true, ['b.lock']]);
  });

  it('of a dead process are taken over', async () => {
    const [one, two] = [window(1), window(2)];
    await one.take('s');
    running.delete(1);
    assert.deepEqual([await two.isTaken('s'), await two.take('s')], [false, true]);
    assert.equal(JSON.parse(await readFile(join(folder, 's.lock'), 'utf8')).pid, 2);
  });

  it('of a process whose number is now ours, or somebody else’s for long, are taken over', async () => {
    await writeFile(join(folder, 'a.lock'), JSON.stringify({ pid: 1, window: 'before' }));
    await writeFile(join(folder, 'b.lock'), JSON.stringify({ pid: 7, window: 'before' }));
    running.add(7);
    const one = window(1);
    assert.deepEqual([await one.take('a'), await one.take('b')], [true, false]);
    const longAgo = new Date(Date.now() - 10 * 60_000);
    await utimes(join(folder, 'b.lock'), longAgo, longAgo);
    assert.equal(await one.take('b'), true);
  });

  it('that are just being written count', async () => {
    await writeFile(join(folder, 's.lock'), '');
    assert.equal(await window(1).take('s'), false);
  });

  it('know by themselves which processes live', async () => {
    const here = new SessionLocks(folder, { pid: process.pid, window: 'here' });
    const there = new SessionLocks(folder, { pid: process.ppid, window: 'there' });
    opened.push(here, there);
    await there.take('s');
    assert.equal(await here.take('s'), false);
  });

  it('keep nobody out where no file can be written', async () => {
    const locks = new SessionLocks(join(folder, 'no\0folder'), { pid: 1, window: 'w' });
    assert.equal(await locks.take('s'), true);
  });
});
