import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pruneSessions } from './pruneSessions.ts';

describe('The bounds of what is kept', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stepwise-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const nobody = async () => false;
  const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
  const headOf = (number: number, version = 1) => `${JSON.stringify({ record: 'session', version, id: idOf(number) })}\n`;

  /** A file that was changed so many seconds after the first. */
  async function put(name: string, text: string, second: number): Promise<void> {
    await writeFile(join(folder, name), text);
    const changedAt = new Date(Date.UTC(2026, 0, 1, 0, 0, second));
    await utimes(join(folder, name), changedAt, changedAt);
  }
  async function putSessions(count: number, bytes = 1000): Promise<void> {
    for (let number = 1; number <= count; number++) await put(`${idOf(number)}.jsonl`, headOf(number).padEnd(bytes, ' '), number);
  }
  const left = async () => (await readdir(folder)).sort();
  const names = (...numbers: readonly number[]) => numbers.map(number => `${idOf(number)}.jsonl`);

  it('take the oldest away until there are few enough', async () => {
    await putSessions(5);
    assert.deepEqual(await pruneSessions(folder, { maxSessions: 3, maxBytes: 1e9 }, nobody), [idOf(1), idOf(2)]);
    assert.deepEqual(await left(), names(3, 4, 5));
  });

  it('take the oldest away until they are small enough', async () => {
    await putSessions(5, 1000);
    await pruneSessions(folder, { maxSessions: 500, maxBytes: 2500 }, nobody);
    assert.deepEqual(await left(), names(4, 5));
  });

  it('take nothing away that is within them', async () => {
    await putSessions(3);
    assert.deepEqual(await pruneSessions(folder, { maxSessions: 3, maxBytes: 3000 }, nobody), []);
    assert.equal((await left()).length, 3);
  });

  it('never take a session in use', async () => {
    await putSessions(4);
    await pruneSessions(folder, { maxSessions: 1, maxBytes: 1 }, async id => id === idOf(2));
    assert.deepEqual(await left(), names(2));
  });

  it('never take what is no session, nor one of a newer version', async () => {
    await putSessions(2);
    await put(`${idOf(7)}.jsonl`, 'my notes', 0);
    await put(`${idOf(8)}.jsonl`, headOf(8, 2), 0);
    await put('notes.jsonl', headOf(9), 0);
    await put(`${idOf(1)}.unreadable-1`, 'x', 0);
    await pruneSessions(folder, { maxSessions: 1, maxBytes: 1 }, nobody);
    assert.deepEqual(await left(), [`${idOf(1)}.unreadable-1`, ...names(7, 8), 'notes.jsonl']);
  });
});
