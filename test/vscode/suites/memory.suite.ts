import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { parseRecording, sessionOfRecording } from '../../../src/engine/recording.ts';
import { scriptedRun } from '../scriptedRun.ts';
import { hostSuite } from './hostSuite.ts';
import { ask, type Started } from './stepwiseInHost.ts';

describe('Export and recordings in a real VS Code', () => {
  const on = hostSuite();
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stepwise-export-'));
  });
  beforeEach(async () => {
    await on.connect();
    await vscode.commands.executeCommand('stepwise.newSession');
  });
  after(async () => {
    await rm(folder, { recursive: true });
  });

  const answered = async (question: string): Promise<Started> => {
    on.server.script(...scriptedRun());
    const started = await ask(question);
    await on.watch.ending(started.runId);
    return started;
  };
  const exportTo = async (name: string, argument: object = {}): Promise<string> => {
    const path = join(folder, name);
    const uri = await vscode.commands.executeCommand<vscode.Uri | undefined>('stepwise.exportSession', { uri: path, ...argument });
    assert.equal(uri?.fsPath, path);
    return readFile(path, 'utf8');
  };

  it('export the session as Markdown that can be pasted into a review', async () => {
    await answered('What is it?');
    const text = await exportTo('session.md');
    assert.match(text, /^## Question\n\n> What is it\?\n\n### Step 1: Read \(\d+\.\d s\)\n\nAbout Read\.\n\n/);
    assert.match(text, /## Answer \(\d+\.\d s\)\n\nIt is a queue\.\n\n---\n\n_m1 · /);
  });

  it('export the session as the events of its runs, and nothing of another session', async () => {
    await answered('Of another session?');
    await vscode.commands.executeCommand('stepwise.newSession');
    const { runId, sessionId } = await answered('What is it?');
    const text = await exportTo('session.jsonl');
    const parsed = parseRecording(text);
    assert.ok('events' in parsed);
    assert.deepEqual(sessionOfRecording(parsed.events, sessionId), sessionOfRecording(on.watch.eventsOf(runId), sessionId));
    assert.doesNotMatch(text, /another/);
  });

  it('export nothing where nothing was asked', async () => {
    const exported = await vscode.commands.executeCommand('stepwise.exportSession', { format: 'jsonl', uri: join(folder, 'none.jsonl') });
    assert.equal(exported, undefined);
  });

  it('open a recording as a session of its own, that is asked on and exported again', async () => {
    const { sessionId } = await answered('What is it?');
    const recorded = await exportTo('first.jsonl');
    const opened = await vscode.commands.executeCommand<string>('stepwise.openRecording', { uri: join(folder, 'first.jsonl') });
    assert.ok(opened && opened !== sessionId);
    assert.equal(await exportTo('again.jsonl'), recorded);
    const next = await answered('And why?');
    assert.equal(next.sessionId, opened);
    const sent = on.server.requests.at(-1)?.body.messages ?? [];
    assert.ok(sent.some(({ role, content }) => role === 'assistant' && content === 'It is a queue.'));
    assert.match(await exportTo('both.md', { session: opened }), /> What is it\?[\s\S]*> And why\?/);
  });

  it('open nothing that is no recording', async () => {
    const { sessionId } = await answered('What is it?');
    await writeFile(join(folder, 'diary.jsonl'), 'Dear diary\n');
    for (const name of ['diary.jsonl', 'missing.jsonl']) {
      assert.equal(await vscode.commands.executeCommand('stepwise.openRecording', { uri: join(folder, name) }), undefined);
    }
    assert.equal((await answered('And then?')).sessionId, sessionId);
  });
});
