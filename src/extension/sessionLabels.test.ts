import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SessionLabels } from './sessionLabels.ts';

const ID = '11111111-1111-4111-8111-111111111111';

describe('What a reader says of a session', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stepwise-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is there again after a reload and a crash: it is on the disk when it is said', async () => {
    await new SessionLabels(folder).change(ID, { name: 'Locks' });
    await new SessionLabels(folder).change(ID, { isPinned: true });
    assert.deepEqual(await new SessionLabels(folder).read(ID), { name: 'Locks', isPinned: true });
    assert.deepEqual(await readdir(folder), [`${ID}.label`], 'nothing half is left behind');
  });

  it('can be taken back, and leaves nothing', async () => {
    const labels = new SessionLabels(folder);
    await labels.change(ID, { name: 'Locks', isPinned: true });
    await labels.change(ID, { name: undefined });
    assert.deepEqual(await labels.read(ID), { isPinned: true });
    await labels.change(ID, { isPinned: false });
    assert.deepEqual([await labels.read(ID), await readdir(folder)], [{}, []]);
  });

  it('is nothing where its file is none of ours', async () => {
    for (const text of ['', 'null', '{"name":7}', '{"isPinned":"yes"}', `{"name":"${'x'.repeat(500)}"}`]) {
      await writeFile(join(folder, `${ID}.label`), text);
      assert.deepEqual(await new SessionLabels(folder).read(ID), {});
    }
  });
});
