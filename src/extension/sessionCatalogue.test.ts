import assert from 'node:assert/strict';
import { appendFile, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answerNode, openingNode, stepNode } from '../../test/support/nodes.ts';
import { specOf } from '../../test/support/playRun.ts';
import { formatHead, formatRecord, type SessionRecord } from '../engine/sessionFile.ts';
import { SessionCatalogue } from './sessionCatalogue.ts';
import { SessionLabels } from './sessionLabels.ts';

const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

describe('The list of sessions', () => {
  let folder: string;
  let labels: SessionLabels;
  let reads: string[];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stepwise-'));
    labels = new SessionLabels(folder);
    reads = [];
  });
  afterEach(() => rm(folder, { recursive: true }));

  const open = () =>
    new SessionCatalogue(folder, labels, path => {
      reads.push(path);
      return readFile(path, 'utf8');
    });

  /** A session that was changed so many minutes after the first. */
  async function put(number: number, question: string, minute = number): Promise<void> {
    const records: readonly SessionRecord[] = [
      { record: 'run', spec: { ...specOf('n0'), question } },
      { record: 'node', node: openingNode() },
      { record: 'node', node: stepNode(0, { title: `Title ${number}` }) },
      { record: 'node', node: answerNode('n2', 'n1', `Answer ${number}`) },
    ];
    const path = join(folder, `${idOf(number)}.jsonl`);
    await writeFile(path, [formatHead(idOf(number)), ...records.map(formatRecord), ''].join('\n'));
    const at = new Date(Date.UTC(2026, 0, 1, 0, minute));
    await utimes(path, at, at);
  }

  it('has pinned ones first, then the newest, each by its own name or its first question', async () => {
    for (const number of [1, 2, 3, 4]) await put(number, `Question ${number}?`);
    await labels.change(idOf(2), { isPinned: true });
    await labels.change(idOf(3), { name: 'Locks' });
    const listed = await open().list();
    assert.deepEqual(
      listed.map(({ name, isPinned }) => [name, isPinned]),
      [
        ['Question 2?', true],
        ['Question 4?', false],
        ['Locks', false],
        ['Question 1?', false],
      ],
    );
    assert.deepEqual([listed[2]?.questions, listed[2]?.model, listed[2]?.text], [1, 'scripted', 'Question 3?\nTitle 3\nAnswer 3']);
  });

  it('reads 500 sessions once, and then only what has changed', async () => {
    for (let number = 0; number < 500; number++) await put(number, `Question ${number}?`);
    const catalogue = open();
    assert.equal((await catalogue.list()).length, 500);
    assert.equal(reads.length, 500);
    const spec = { ...specOf('n0'), id: 'second', question: 'And then?' };
    await appendFile(join(folder, `${idOf(7)}.jsonl`), `${formatRecord({ record: 'run', spec })}\n`);
    const [newest] = await catalogue.list();
    assert.deepEqual([reads.length, newest?.id, newest?.questions], [501, idOf(7), 2]);
  });

  it('leaves out what is no session, is of a newer version, or has nothing asked in it', async () => {
    await put(1, 'Why?');
    await writeFile(join(folder, `${idOf(2)}.jsonl`), 'my notes');
    await writeFile(join(folder, `${idOf(3)}.jsonl`), `${formatHead(idOf(3)).replace('"version":1', '"version":2')}\n`);
    await writeFile(join(folder, `${idOf(4)}.jsonl`), `${formatHead(idOf(4))}\n`);
    await writeFile(join(folder, 'notes.jsonl'), formatHead('notes'));
    assert.deepEqual(
      (await open().list()).map(({ name }) => name),
      ['Why?'],
    );
  });

  it('is empty where no session was ever kept', async () => {
    assert.deepEqual(await new SessionCatalogue(join(folder, 'none'), labels).list(), []);
  });
});
