import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeletedSessions, UNDO_MS } from './deletedSessions.ts';
import { SessionLabels } from './sessionLabels.ts';

const ID = '11111111-1111-4111-8111-111111111111';

describe('A session that was deleted', () => {
  let folder: string;
  let deleted: DeletedSessions;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stepwise-'));
    const labels = new SessionLabels(folder);
    deleted = new DeletedSessions(folder, labels);
    await writeFile(join(folder, `${ID}.jsonl`), 'all of it');
    await labels.change(ID, { name: 'Locks' });
    await deleted.setAside(ID);
  });
  afterEach(() => rm(folder, { recursive: true }));

  const files = async () => (await readdir(folder)).sort();

  it('is given back whole, with its name', async () => {
    assert.deepEqual(await files(), [`${ID}.deleted`, `${ID}.label`]);
    assert.equal(await deleted.giveBack(ID), true);
    assert.equal(await readFile(join(folder, `${ID}.jsonl`), 'utf8'), 'all of it');
    assert.deepEqual(await files(), [`${ID}.jsonl`, `${ID}.label`]);
  });

  it('is really removed when the time for Undo is over, and not before', async () => {
    await deleted.purge();
    assert.equal((await files()).length, 2);
    await deleted.purge(UNDO_MS, Date.now() + UNDO_MS + 1000);
    assert.deepEqual(await files(), []);
    assert.equal(await deleted.giveBack(ID), false);
  });

  it('takes the place of no other', async () => {
    await writeFile(join(folder, `${ID}.jsonl`), 'another');
    assert.equal(await deleted.giveBack(ID), false);
    assert.equal(await readFile(join(folder, `${ID}.jsonl`), 'utf8'), 'another');
  });
});
