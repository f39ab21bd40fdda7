import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contentHash } from '../../../scripts/setup/contentHash.mjs';
import { inLab } from '../../../scripts/setup/folders.mjs';
import { tryToLock } from '../../../scripts/setup/lock.mjs';
import { makeOnce } from '../../../scripts/setup/stamp.mjs';

describe('a step of set-up', () => {
  let parent: string;
  let folder: string;
  let builds: number;

  const build = async (partial: string): Promise<void> => {
    builds += 1;
    await writeFile(join(partial, 'file'), `build ${builds}`);
  };
  const make = (version: string, work = build): Promise<void> =>
    makeOnce({ title: `Making ${version}`, folder, wanted: { version }, build: work });

  beforeEach(async () => {
    builds = 0;
    parent = await mkdtemp(join(tmpdir(), 'stepwise-setup-'));
    folder = join(parent, 'thing');
  });
  afterEach(() => rm(parent, { recursive: true }));

  it('is done once for the same pins', async () => {
    await make('1');
    await make('1');
    assert.equal(builds, 1);
  });

  it('is done anew for other pins', async () => {
    await make('1');
    await make('2');
    assert.equal(await readFile(join(folder, 'file'), 'utf8'), 'build 2');
  });

  it('is done by one of two that want it at the same time', async () => {
    await Promise.all([make('1'), make('1')]);
    assert.equal(builds, 1);
  });

  it('leaves nothing that looks finished where it fails, and is done anew', async () => {
    const failing = async (): Promise<void> => {
      throw new Error('killed');
    };
    await assert.rejects(make('1', failing));
    assert.equal(existsSync(folder), false);
    await make('1');
    assert.equal(builds, 1);
  });

  it('sees changed, new and renamed files by their contents', async () => {
    const hash = (): Promise<string> => contentHash(parent, ['a', 'missing']);
    const hashes = new Set([await hash()]);
    await writeFile(join(parent, 'a'), 'one');
    hashes.add(await hash());
    await writeFile(join(parent, 'a'), 'two');
    hashes.add(await hash());
    assert.equal(hashes.size, 3);
    assert.equal(await hash(), await hash());
  });
});

describe('the lock of set-up', () => {
  const name = 'test-of-the-lock.lock';
  afterEach(() => rm(inLab(name), { force: true }));

  it('goes to one of many, also where a killed owner has left it', async () => {
    for (let round = 0; round < 20; round++) {
      await writeFile(inLab(name), round % 2 ? '' : '999999999');
      const taken = await Promise.all(Array.from({ length: 8 }, () => tryToLock(name)));
      const owners = taken.filter(unlock => unlock !== undefined);
      assert.equal(owners.length, 1);
      owners[0]?.();
    }
  });

  it('is not taken from an owner that lives', async () => {
    const unlock = await tryToLock(name);
    assert.equal(await tryToLock(name), undefined);
    unlock?.();
    assert.notEqual(await tryToLock(name), undefined);
  });
});
