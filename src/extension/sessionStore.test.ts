import assert from 'node:assert/strict';
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SessionStore } from './sessionStore.ts';

describe('The store of sessions', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stepwise-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const head = '{"record":"session","version":1,"id":"s1"}';
  const textOf = (session: string) => readFile(join(folder, 'sessions', `${session}.jsonl`), 'utf8');
  const openStore = () => new SessionStore(join(folder, 'sessions'));

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

  it('goes on in a file that was read, without a second beginning', async () => {
    await openStore().append('s1', '1');
    const store = openStore();
    await store.read('s1');
    await store.append('s1', '2');
    assert.equal(await textOf('s1'), `${head}\n1\n2\n`);
  });

  it('takes a torn last line off before it adds one', async () => {
    await openStore().append('s1', '1');
    await appendFile(join(folder, 'sessions', 's1.jsonl'), '{"torn": "步');
    const store = openStore();
    assert.equal(await store.read('s1'), `${head}\n1\n{"torn": "步`);
    await store.append('s1', '2');
    assert.equal(await textOf('s1'), `${head}\n1\n2\n`);
  });

  it('goes on after a write that failed', async () => {
    const store = new SessionStore(join(folder, 'sessions'));
    await assert.rejects(store.append('no/such\0name', '1'));
    await store.append('s1', '1');
    assert.equal(await textOf('s1'), `${head}\n1\n`);
  });
});
