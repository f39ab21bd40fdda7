import assert from 'node:assert/strict';
import { appendFile, mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as vscode from 'vscode';
import { openingNode, stepNode } from '../../test/support/nodes.ts';
import { specOf } from '../../test/support/playRun.ts';
import { emptySession, type Session } from '../engine/session.ts';
import type { SessionRecord } from '../engine/sessionFile.ts';
import type { OpenFile } from './growingFile.ts';
import { SessionArchive, type ShownSession } from './sessionArchive.ts';
import type { SessionProblem } from './sessionProblems.ts';

const S1 = '11111111-1111-4111-8111-111111111111';
const S2 = '22222222-2222-4222-8222-222222222222';

describe('The archive of sessions', () => {
  let folder: string;
  /** Windows of one workspace share it. */
  let state: Map<string, unknown>;
  const opened: SessionArchive[] = [];
  beforeEach(async () => {
    state = new Map();
    folder = await mkdtemp(join(tmpdir(), 'stepwise-'));
  });
  afterEach(async () => {
    for (const archive of opened.splice(0)) archive.dispose();
    await rm(folder, { recursive: true, maxRetries: 5 });
  });

  interface Window {
    readonly archive: SessionArchive;
    readonly shown: ShownSession & { session: Session; refreshed: number };
    readonly told: SessionProblem[];
    readonly reported: unknown[];
    readonly history: { enabled: boolean; maxSessions: number; maxBytes: number };
  }

  function openWindow(name = 'w', options: { readonly openFile?: OpenFile; readonly others?: 'live' | 'dead' } = {}): Window {
    const told: SessionProblem[] = [];
    const reported: unknown[] = [];
    const history = { enabled: true, maxSessions: 500, maxBytes: 1e9 };
    const uri = { fsPath: folder } as vscode.Uri;
    const workspaceState = {
      get: (key: string) => state.get(key),
      update: async (key: string, value: unknown) => void state.set(key, value),
    } as unknown as vscode.Memento;
    const archive = new SessionArchive({
      context: { workspaceState: workspaceState as vscode.ExtensionContext['workspaceState'], storageUri: uri, globalStorageUri: uri },
      window: name,
      readHistory: () => history,
      tell: problem => told.push(problem),
      report: error => reported.push(error),
      isRunning: () => options.others === 'live',
      ...(options.openFile && { openFile: options.openFile }),
    });
    opened.push(archive);
    const shown = {
      session: emptySession('new'),
      refreshed: 0,
      restore: ({ session }: { readonly session: Session }) => {
        shown.session = session;
      },
      open: async ({ session }: { readonly session: Session }) => {
        shown.session = session;
      },
      refresh: ({ session }: { readonly session: Session }) => {
        shown.session = session;
        shown.refreshed++;
      },
    };
    return { archive, shown, told, reported, history };
  }

  const run: SessionRecord = { record: 'run', spec: specOf('n0') };
  const opening: SessionRecord = { record: 'node', node: openingNode() };
  const stepAt = (index: number): SessionRecord => ({ record: 'node', node: stepNode(index) });
  async function keepAll({ archive }: Window, id: string, ...records: readonly SessionRecord[]): Promise<void> {
    for (const record of records) await archive.keep(id, record);
  }
  const pathOf = (name: string) => join(folder, 'sessions', name);
  const fileOf = (id: string) => readFile(pathOf(`${id}.jsonl`), 'utf8');
  const files = async () => (await readdir(join(folder, 'sessions')).catch(() => [])).sort();
  /** As if the process had been killed and another had taken its place: its locks stay behind. */
  const writeForeignLock = (id: string) => writeFile(pathOf(`${id}.lock`), JSON.stringify({ pid: 1, window: 'other' }));

  it('brings back what was kept, interrupted where it had not ended', async () => {
    await keepAll(openWindow(), S1, run, opening, stepAt(0));
    const later = openWindow();
    await later.archive.restoreInto(later.shown);
    assert.deepEqual([later.shown.session.id, later.shown.session.runs[0]?.status, later.told], [S1, 'interrupted', []]);
  });

  it('finds the last session also where VS Code’s state was lost with the process', async () => {
    await keepAll(openWindow(), S1, run, opening);
    state.clear();
    const later = openWindow();
    await later.archive.restoreInto(later.shown);
    assert.equal(later.shown.session.id, S1);
  });

  it('takes no path for the name of a session', async () => {
    await keepAll(openWindow(), S1, run, opening);
    state.clear();
    await writeFile(pathOf('current'), '../../elsewhere');
    const later = openWindow();
    await later.archive.restoreInto(later.shown);
    assert.equal(later.shown.session.id, 'new');
  });

  it('tells of lines that could not be read, and goes on in the file', async () => {
    await keepAll(openWindow(), S1, run, opening);
    await appendFile(pathOf(`${S1}.jsonl`), '{"record":"node","nod');
    const later = openWindow();
    await later.archive.restoreInto(later.shown);
    assert.deepEqual(later.told, [{ about: 'lines', numbers: [4] }]);
    await keepAll(later, S1, stepAt(0));
    const last = openWindow();
    await last.archive.restoreInto(last.shown);
    assert.deepEqual([last.told, last.shown.session.runs[0]?.steps.length], [[], 1]);
  });

  it('shows a session with a hole, and lets nobody add to it', async () => {
    await keepAll(openWindow(), S1, run, opening, stepAt(1));
    const later = openWindow();
    await later.archive.restoreInto(later.shown);
    assert.deepEqual([later.told, later.shown.session.id], [[{ about: 'damaged' }], S1]);
    assert.equal(await later.archive.claim(later.shown), false);
  });

  it('leaves the file of a newer version as it is', async () => {
    await keepAll(openWindow(), S1, run);
    const text = (await fileOf(S1)).replace('"version":1', '"version":2');
    await writeFile(pathOf(`${S1}.jsonl`), text);
    const later = openWindow();
    await later.archive.restoreInto(later.shown);
    assert.deepEqual([later.told, later.shown.session.id, await fileOf(S1)], [[{ about: 'newer' }], 'new', text]);
  });

  it('sets a file aside that is no session', async () => {
    await keepAll(openWindow(), S1, run);
    await writeFile(pathOf(`${S1}.jsonl`), 'not a session\n');
    const later = openWindow();
    await later.archive.restoreInto(later.shown);
    assert.deepEqual([later.told, later.shown.session.id], [[{ about: 'set-aside', name: `${S1}.unreadable-1` }], 'new']);
    assert.equal(await readFile(pathOf(`${S1}.unreadable-1`), 'utf8'), 'not a session\n');
  });

  it('tells once that the disk is full, and keeps all as soon as there is room', async () => {
    let isFull = true;
    const window = openWindow('w', {
      openFile: async (path, flags, mode) => {
        if (isFull) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
        return open(path, flags, mode);
      },
    });
    for (const record of [run, opening, stepAt(0)]) await assert.rejects(window.archive.keep(S1, record), { code: 'ENOSPC' });
    assert.deepEqual(
      window.told.map(({ about }) => about),
      ['not-kept'],
    );
    isFull = false;
    await window.archive.keep(S1, stepAt(1));
    assert.equal((await fileOf(S1)).split('\n').length - 1, 5);
  });

  it('writes nothing at all where history is off', async () => {
    const window = openWindow();
    window.history.enabled = false;
    await keepAll(window, S1, run, opening, stepAt(0));
    await window.archive.turnTo(S1);
    assert.deepEqual([await files(), [...state]], [[], []]);
    window.history.enabled = true;
    await keepAll(window, S1, run, stepAt(1));
    assert.deepEqual(await files(), [], 'A session that lacks its beginning is of no use.');
    await keepAll(window, S2, run);
    assert.deepEqual(await files(), [`${S2}.jsonl`, `${S2}.lock`, 'current']);
  });

  it('keeps what was written where history is switched off later, and adds nothing', async () => {
    const window = openWindow();
    await keepAll(window, S1, run, opening);
    const text = await fileOf(S1);
    window.history.enabled = false;
    await keepAll(window, S1, run, stepAt(0));
    assert.equal(await fileOf(S1), text);
  });

  it('reads only what another window works on, and tells so', async function () {
    this.timeout(10_000);
    await keepAll(openWindow('one'), S1, run, opening, stepAt(0));
    await writeForeignLock(S1);
    const two = openWindow('two', { others: 'live' });
    await two.archive.restoreInto(two.shown);
    assert.equal(two.shown.session.id, S1);
    assert.equal(await two.archive.claim(two.shown), false);
    assert.deepEqual(two.told, [{ about: 'in-use' }]);
    await assert.rejects(two.archive.keep(S1, stepAt(1)), /Another window/);
    await keepAll(two, S2, run, opening);
    assert.ok((await files()).includes(`${S2}.lock`));
  });

  it('takes over what a dead window worked on', async () => {
    await keepAll(openWindow('one'), S1, run, opening, stepAt(0));
    await writeForeignLock(S1);
    const two = openWindow('two', { others: 'dead' });
    await two.archive.restoreInto(two.shown);
    assert.deepEqual([await two.archive.claim(two.shown), two.told], [true, []]);
    assert.equal(JSON.parse(await readFile(pathOf(`${S1}.lock`), 'utf8')).window, 'two');
  });

  it('shows what the other window has added before it takes the session', async () => {
    await keepAll(openWindow('one'), S1, run, opening, stepAt(0));
    await writeForeignLock(S1);
    const two = openWindow('two', { others: 'live' });
    await two.archive.restoreInto(two.shown);
    const { node } = stepAt(1) as Extract<SessionRecord, { record: 'node' }>;
    await appendFile(pathOf(`${S1}.jsonl`), `${JSON.stringify({ record: 'node', node })}\n`);
    await rm(pathOf(`${S1}.lock`));
    assert.equal(await two.archive.claim(two.shown), true);
    assert.deepEqual([two.shown.refreshed, two.shown.session.runs[0]?.steps.length], [1, 2]);
  });

  it('lets go of a session that is no longer shown', async () => {
    const window = openWindow();
    await keepAll(window, S1, run, opening);
    await window.archive.turnTo(S2);
    assert.deepEqual(await files(), [`${S1}.jsonl`, 'current']);
    assert.equal(await readFile(pathOf('current'), 'utf8'), S2);
  });

  it('opens another session and lets go of the one before; each can be gone on with', async () => {
    const window = openWindow();
    await keepAll(window, S1, run, opening);
    await keepAll(window, S2, run, opening);
    assert.equal(await window.archive.open(S1, window.shown), true);
    await window.archive.turnTo(S1);
    assert.equal(await window.archive.claim(window.shown), true);
    await keepAll(window, S1, stepAt(0));
    assert.deepEqual(await files(), [`${S1}.jsonl`, `${S1}.lock`, `${S2}.jsonl`, 'current']);
    const later = openWindow();
    await later.archive.restoreInto(later.shown);
    assert.deepEqual([later.shown.session.id, later.shown.session.runs[0]?.steps.length], [S1, 1]);
  });

  it('goes on in a session that another window has written in the meantime', async () => {
    const [one, two] = [openWindow('one'), openWindow('two')];
    await keepAll(one, S1, run, opening);
    await one.archive.turnTo(S2);
    await keepAll(two, S1, stepAt(0));
    await two.archive.turnTo(S2);
    assert.equal(await one.archive.open(S1, one.shown), true);
    await keepAll(one, S1, stepAt(1));
    assert.equal((await fileOf(S1)).trim().split('\n').length, 5);
  });

  it('opens a session that is locked by another window to be read', async function () {
    this.timeout(10_000);
    await keepAll(openWindow('one'), S1, run, opening, stepAt(0));
    await writeForeignLock(S1);
    const two = openWindow('two', { others: 'live' });
    assert.equal(await two.archive.open(S1, two.shown), true);
    assert.deepEqual([two.shown.session.runs[0]?.steps.length, await two.archive.claim(two.shown)], [1, false]);
  });

  it('deletes no session that another window works on', async () => {
    const window = openWindow('one', { others: 'live' });
    await keepAll(window, S1, run, opening);
    await window.archive.turnTo(S2);
    await writeForeignLock(S1);
    assert.equal(await window.archive.setAside(S1), false);
    await rm(pathOf(`${S1}.lock`));
    assert.equal(await window.archive.setAside(S1), true);
    assert.deepEqual(await files(), [`${S1}.deleted`, 'current']);
  });

  it('never takes a pinned session away', async () => {
    const window = openWindow();
    await keepAll(window, S1, run, opening);
    await window.archive.labels.change(S1, { isPinned: true });
    await window.archive.turnTo(S2);
    window.history.maxSessions = 1;
    await keepAll(window, S2, run);
    assert.ok((await files()).includes(`${S1}.jsonl`));
    await window.archive.labels.change(S1, { isPinned: false });
    const other = '33333333-3333-4333-8333-333333333333';
    await keepAll(window, other, run);
    assert.ok(!(await files()).includes(`${S1}.jsonl`));
  });

  it('takes the oldest sessions away when a new one begins, never one in use', async () => {
    const window = openWindow('one', { others: 'live' });
    await keepAll(window, S1, run, opening);
    await window.archive.turnTo(S2);
    window.history.maxSessions = 1;
    await writeForeignLock(S1);
    await keepAll(window, S2, run);
    assert.ok((await files()).includes(`${S1}.jsonl`));
    await rm(pathOf(`${S1}.lock`));
    const other = '33333333-3333-4333-8333-333333333333';
    await keepAll(window, other, run);
    assert.deepEqual(await files(), [`${S2}.jsonl`, `${S2}.lock`, `${other}.jsonl`, `${other}.lock`, 'current']);
  });
});
