import assert from 'node:assert/strict';
import { appendFile, mkdir, mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpenFile } from './growingFile.ts';
import { SessionStore } from './sessionStore.ts';

describe('The store of sessions', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stepwise-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const head = '{"record":"session","version":1,"id":"s1"}';
  const event = '{"record":"event","event":{"type":"notice","code":"own-reasoning","message":"步"}}';
  const inSessions = (name: string) => join(folder, 'sessions', name);
  const textOf = (session: string) => readFile(inSessions(`${session}.jsonl`), 'utf8');
  const openStore = (openFile?: OpenFile) => new SessionStore(join(folder, 'sessions'), openFile);

  it('begins a file with the name of its session and keeps the order of the calls', async () => {
    const store = openStore();
    await Promise.all(['1', '2', '3'].map(line => store.append('s1', line)));
    assert.equal(await textOf('s1'), `${head}\n1\n2\n3\n`);
  });

  it('gives back what was written', async () => {
    await openStore().append('s1', '1');
    assert.equal(await openStore().read('s1'), `${head}\n1\n`);
    assert.equal(await openStore().read('s2'), undefined);
  });

  it('goes on in a file that is there, without a second beginning', async () => {
    await openStore().append('s1', '1');
    await openStore().append('s1', '2');
    assert.equal(await textOf('s1'), `${head}\n1\n2\n`);
  });

  it('changes nothing by reading, and takes a torn last line off before it adds one', async () => {
    await openStore().append('s1', '1');
    await appendFile(inSessions('s1.jsonl'), Buffer.from('{"torn": "步').subarray(0, -1));
    const store = openStore();
    const torn = await textOf('s1');
    assert.equal(await store.read('s1'), torn);
    assert.equal(await textOf('s1'), torn);
    await store.append('s1', '2');
    assert.equal(await textOf('s1'), `${head}\n1\n2\n`);
  });

  it('keeps a last line that lacks only its end', async () => {
    await openStore().append('s1', '1');
    await appendFile(inSessions('s1.jsonl'), event);
    await openStore().append('s1', '2');
    assert.equal(await textOf('s1'), `${head}\n1\n${event}\n2\n`);
  });

  it('begins anew where not even the first line was written whole', async () => {
    await mkdir(join(folder, 'sessions'));
    await writeFile(inSessions('s1.jsonl'), head.slice(0, 9));
    await openStore().append('s1', '1');
    assert.equal(await textOf('s1'), `${head}\n1\n`);
  });

  /** A disk that takes `room` bytes, as a real one does: what fits is written before it fails. */
  function smallDisk(): { room: number; readonly openFile: OpenFile } {
    const disk = {
      room: Number.POSITIVE_INFINITY,
      openFile: async (path: string, flags: 'a', mode: number) => {
        const file = await open(path, flags, mode);
        const appendAll = file.appendFile.bind(file);
        file.appendFile = async text => {
          const bytes = Buffer.from(String(text));
          await appendAll(bytes.subarray(0, Math.min(disk.room, bytes.length)));
          if (bytes.length > disk.room) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
        };
        return file;
      },
    };
    return disk;
  }

  it('leaves no torn line where the disk is full, and writes what waits as soon as there is room', async () => {
    const disk = smallDisk();
    const store = openStore(disk.openFile);
    await store.append('s1', '1');
    disk.room = 2;
    for (const line of ['22222', '3']) await assert.rejects(store.append('s1', line), { code: 'ENOSPC' });
    assert.equal(await textOf('s1'), `${head}\n1\n`);
    disk.room = Number.POSITIVE_INFINITY;
    await store.append('s1', '4');
    assert.equal(await textOf('s1'), `${head}\n1\n22222\n3\n4\n`);
  });

  it('goes on with one session where another cannot be written', async () => {
    const store = openStore();
    await assert.rejects(store.append('no/such\0name', '1'));
    await store.append('s1', '1');
    assert.equal(await textOf('s1'), `${head}\n1\n`);
  });

  it('writes no more where somebody else has written', async () => {
    const store = openStore();
    await store.append('s1', '1');
    await openStore().append('s1', 'of another window');
    await assert.rejects(store.append('s1', '2'), /Another window/);
    assert.equal(await textOf('s1'), `${head}\n1\nof another window\n`);
  });

  it('sets a file aside under a name that is free, and overwrites none', async () => {
    await mkdir(join(folder, 'sessions'));
    await writeFile(inSessions('s1.unreadable-1'), 'first');
    await writeFile(inSessions('s1.jsonl'), 'second');
    assert.equal(await openStore().setAside('s1'), 's1.unreadable-2');
    assert.deepEqual((await readdir(join(folder, 'sessions'))).sort(), ['s1.unreadable-1', 's1.unreadable-2']);
    assert.equal(await readFile(inSessions('s1.unreadable-1'), 'utf8'), 'first');
    assert.equal(await readFile(inSessions('s1.unreadable-2'), 'utf8'), 'second');
  });
});
