import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { CheckResult } from '../../../src/model/checks/check.ts';
import { answerChecks } from '../../support/checkedServer.ts';
import { failure, silence, sse } from '../../support/scriptedReplies.ts';
import { deadOrigin } from '../../support/scriptedServer.ts';
import { scriptedRun, scriptedStep } from '../scriptedRun.ts';
import { hostSuite } from './hostSuite.ts';
import { ask, type Started, setSetting } from './stepwiseInHost.ts';

const isModelLoaded = (): boolean => Object.keys(require.cache).some(path => path.endsWith('/dist/model.js'));

describe('The commands in a real VS Code', () => {
  const on = hostSuite();

  it('start nothing and load nothing while no endpoint is connected', async () => {
    assert.equal(await vscode.commands.executeCommand('stepwise.ask', { question: 'What is it?' }), undefined);
    assert.equal(isModelLoaded(), false);
  });

  it('connect to an endpoint without a question', async () => {
    assert.deepEqual(await on.connect(), { baseUrl: on.server.baseUrl, model: 'm1' });
    assert.equal(vscode.workspace.getConfiguration('stepwise').get('baseUrl'), on.server.baseUrl);
    assert.equal(isModelLoaded(), false);
  });

  it('connect to the first model that a server lists', async () => {
    assert.deepEqual(await vscode.commands.executeCommand('stepwise.connect', { baseUrl: on.server.origin }), {
      baseUrl: on.server.baseUrl,
      model: 'm1',
    });
  });

  it('answer a question in steps', async () => {
    await on.connect();
    on.server.script(...scriptedRun());
    const { runId } = await ask('What is it?');
    const ending = await on.watch.ending(runId);
    assert.equal(ending.type === 'run-end' && ending.answer, 'It is a queue.');
    assert.equal(on.watch.eventsOf(runId).filter(({ type }) => type === 'step-end').length, 3);
    assert.equal(isModelLoaded(), true);
  });

  it('add a follow-up question to the session, with the earlier answer and without its steps', async () => {
    await on.connect();
    on.server.script(...scriptedRun(), ...scriptedRun());
    const first = await ask('What is it?');
    await on.watch.ending(first.runId);
    const second = await ask('And why?');
    await on.watch.ending(second.runId);
    assert.equal(second.sessionId, first.sessionId);
    const opening = on.server.requests.filter(({ path }) => path.endsWith('/completions'))[4]?.body.messages ?? [];
    assert.ok(opening.some(({ role, content }) => role === 'assistant' && content === 'It is a queue.'));
    assert.ok(!opening.some(({ content }) => content.includes('About Compare.')));
  });

  it('begin a new session about the selected code and send just that', async () => {
    await on.connect();
    on.server.script(...scriptedRun(), ...scriptedRun());
    const first = await ask('What is it?');
    await on.watch.ending(first.runId);
    const document = await vscode.workspace.openTextDocument({ language: 'plaintext', content: 'one\ntwo\nthree\n' });
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(1, 0, 1, 3);
    const about = await vscode.commands.executeCommand<Started>('stepwise.reasonAboutSelection', { instruction: 'Which number?' });
    await on.watch.ending(about.runId);
    assert.notEqual(about.sessionId, first.sessionId);
    const sent = on.server.requests.at(-1)?.body.messages.find(({ role }) => role === 'user')?.content ?? '';
    assert.match(sent, /Which number\?/);
    assert.match(sent, /lines="2-2"[^>]*>\ntwo\n</);
    assert.equal(vscode.window.activeTextEditor?.document, document, 'The editor keeps the focus.');
  });

  it('take the whole document where nothing is selected and nothing encloses the cursor', async () => {
    await on.connect();
    on.server.script(...scriptedRun());
    const document = await vscode.workspace.openTextDocument({ language: 'plaintext', content: 'one\ntwo' });
    await vscode.window.showTextDocument(document);
    const { runId } = await vscode.commands.executeCommand<Started>('stepwise.reasonAboutSelection', { instruction: 'Count.' });
    await on.watch.ending(runId);
    const sent = on.server.requests.at(-1)?.body.messages.find(({ role }) => role === 'user')?.content ?? '';
    assert.match(sent, /lines="1-2"[^>]*>\none\ntwo\n</);
  });

  it('take the smallest function or class around the cursor', async () => {
    await on.connect();
    on.server.script(...scriptedRun());
    const outline = new vscode.DocumentSymbol(
      'Outer',
      '',
      vscode.SymbolKind.Class,
      new vscode.Range(0, 0, 4, 1),
      new vscode.Range(0, 0, 0, 1),
    );
    const inner = new vscode.DocumentSymbol(
      'inner',
      '',
      vscode.SymbolKind.Method,
      new vscode.Range(1, 0, 3, 3),
      new vscode.Range(1, 0, 1, 1),
    );
    const local = new vscode.DocumentSymbol(
      'local',
      '',
      vscode.SymbolKind.Variable,
      new vscode.Range(2, 0, 2, 4),
      new vscode.Range(2, 0, 2, 1),
    );
    inner.children = [local];
    outline.children = [inner];
    const symbols = vscode.languages.registerDocumentSymbolProvider('plaintext', { provideDocumentSymbols: () => [outline] });
    const document = await vscode.workspace.openTextDocument({ language: 'plaintext', content: 'Outer {\n  inner {\n    x = 1\n  }\n}' });
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(2, 2, 2, 2);
    const { runId } = await vscode.commands.executeCommand<Started>('stepwise.reasonAboutSelection', { instruction: 'Why?' });
    await on.watch.ending(runId);
    symbols.dispose();
    const sent = on.server.requests.at(-1)?.body.messages.find(({ role }) => role === 'user')?.content ?? '';
    assert.match(sent, /lines="2-4"[^>]*>\n {2}inner \{\n {4}x = 1\n {2}\}\n</);
  });

  it('stop a run that waits for its first word, and close its connection', async () => {
    await on.connect();
    on.server.script(silence);
    const { runId } = await ask('What is it?');
    const asked = await on.server.request(1);
    await vscode.commands.executeCommand('stepwise.stop');
    assert.equal((await on.watch.ending(runId)).type, 'run-cancel');
    await asked.closed;
    const seen = on.watch.eventsOf(runId).length;
    await new Promise(resolve => setTimeout(resolve, 100));
    assert.equal(on.watch.eventsOf(runId).length, seen);
  });

  it('answer now with the steps that there are', async () => {
    await on.connect();
    const never = new Promise<void>(() => {});
    on.server.script(scriptedStep('Read'), sse(['{"title":"Comp', never]), sse(['Early.']));
    const { runId } = await ask('What is it?');
    await on.watch.until((event, id) => id === runId && event.type === 'step-delta' && event.index === 1);
    await vscode.commands.executeCommand('stepwise.answerNow');
    const ending = await on.watch.ending(runId);
    assert.deepEqual(ending.type === 'run-end' && [ending.stopReason, ending.answer], ['answer-now', 'Early.']);
  });

  it('stop the run that goes on when another question is asked', async () => {
    await on.connect();
    on.server.script(silence, ...scriptedRun());
    const first = await ask('First?');
    await on.server.request(1);
    const second = await ask('Second?');
    assert.equal((await on.watch.ending(first.runId)).type, 'run-cancel');
    assert.equal((await on.watch.ending(second.runId)).type, 'run-end');
    const lastOfFirst = on.watch.events.findLastIndex(({ runId }) => runId === first.runId);
    const firstOfSecond = on.watch.events.findIndex(({ runId }) => runId === second.runId);
    assert.ok(lastOfFirst < firstOfSecond, 'One run at a time.');
  });

  it('resume a run that was stopped, with the same transcript to the letter, as the same run', async () => {
    await on.connect();
    on.server.script(scriptedStep('Read'), silence);
    const first = await ask('What is it?');
    const stopped = await on.server.request(2);
    await vscode.commands.executeCommand('stepwise.stop');
    on.server.script(...scriptedRun().slice(1));
    const again = await vscode.commands.executeCommand<Started>('stepwise.resume');
    assert.deepEqual(again, first);
    const ending = await on.watch.lastEnding(first.runId);
    assert.equal(ending.type === 'run-end' && ending.answer, 'It is a queue.');
    assert.equal(ending.requests, 5, 'The requests of the first part count too.');
    assert.deepEqual((await on.server.request(3)).body.messages, stopped.body.messages);
    assert.equal(await vscode.commands.executeCommand('stepwise.resume'), undefined, 'There is nothing more to resume.');
  });

  it('resume a run that another question had stopped, on the steps of its own', async () => {
    await on.connect();
    on.server.script(scriptedStep('Read'), silence, ...scriptedRun('Second.'));
    const first = await ask('First?');
    const stopped = await on.server.request(2);
    const second = await ask('Second?');
    await on.watch.ending(second.runId);
    on.server.script(...scriptedRun('First.').slice(1));
    await vscode.commands.executeCommand<Started>('stepwise.resume');
    const ending = await on.watch.lastEnding(first.runId);
    assert.equal(ending.type === 'run-end' && ending.answer, 'First.');
    assert.deepEqual((await on.server.request(7)).body.messages, stopped.body.messages);
  });

  it('begin another session with New Session', async () => {
    await on.connect();
    on.server.script(...scriptedRun(), ...scriptedRun());
    const first = await ask('First?');
    await on.watch.ending(first.runId);
    await vscode.commands.executeCommand('stepwise.newSession');
    const second = await ask('Second?');
    await on.watch.ending(second.runId);
    assert.notEqual(second.sessionId, first.sessionId);
  });

  it('take a changed setting from the next question on', async () => {
    await on.connect();
    on.server.script(sse(['Plainly.']));
    await setSetting('strategy', 'direct');
    const { runId } = await ask('What is it?');
    const ending = await on.watch.ending(runId);
    await setSetting('strategy', undefined);
    assert.equal(ending.requests, 1);
    assert.equal(on.watch.eventsOf(runId).filter(({ type }) => type === 'step-start').length, 0);
  });

  it('start nothing while a setting is wrong', async () => {
    await on.connect();
    await setSetting('minSteps', 9);
    await setSetting('maxSteps', 2);
    assert.equal(await vscode.commands.executeCommand('stepwise.ask', { question: 'What is it?' }), undefined);
    await setSetting('minSteps', undefined);
    await setSetting('maxSteps', undefined);
    assert.equal(on.server.requests.length, 0);
  });

  it('say what failed, by kind and cause', async () => {
    await on.connect();
    on.server.script({ status: 401, body: { error: { message: 'no key' } } });
    const { runId } = await ask('What is it?');
    const ending = await on.watch.ending(runId);
    assert.deepEqual(ending.type === 'run-error' && [ending.kind, ending.cause], ['auth', 'key-missing']);
  });

  describe('test the connection', () => {
    const test = () => vscode.commands.executeCommand<readonly CheckResult[] | undefined>('stepwise.testConnection');
    const statuses = async () => (await test())?.map(({ status }) => status).join(' ');

    it('and find all well, as the console program does', async () => {
      await on.connect();
      answerChecks(on.server);
      const results = await test();
      assert.deepEqual([...new Set(results?.map(({ status }) => status))], ['passed']);
      assert.equal(results?.length, 10);
      assert.equal(results[0]?.facts['machine'], vscode.env.remoteName);
    });

    it('and find what is less than well, or missing', async () => {
      await on.connect();
      answerChecks(on.server, { rungs: ['text'], cachedTokens: null });
      assert.equal(await statuses(), 'passed passed passed passed passed passed passed warned passed passed');
      on.server.always(() => failure(401, 'no key'));
      assert.equal(await statuses(), `passed failed${' skipped'.repeat(8)}`);
    });

    it('and say from which machine nothing was found', async () => {
      await vscode.commands.executeCommand('stepwise.connect', { baseUrl: await deadOrigin(), model: 'm1' });
      const [first] = (await test()) ?? [];
      assert.deepEqual([first?.status, first?.facts['cause'], first?.facts['machine']], ['failed', 'refused', vscode.env.remoteName]);
    });

    it('and change from then on how steps are asked for', async () => {
      await on.connect();
      answerChecks(on.server, { rungs: ['object', 'text'] });
      await test();
      on.server.script(...scriptedRun());
      const { runId } = await ask('What is it?');
      await on.watch.ending(runId);
      const asked = on.server.requests.filter(({ body }) => body.messages.some(({ content }) => content.includes('What is it?')));
      assert.equal(asked[0]?.body.response_format?.type, 'json_object');
      await on.connect();
      on.server.script(...scriptedRun());
      await on.watch.ending((await ask('And now?')).runId);
      const anew = on.server.requests.find(({ body }) => body.messages.at(-1)?.content.includes('And now?'));
      assert.equal(anew?.body.response_format?.type, 'json_schema', 'Connect tries all of it again.');
    });
  });

  it('send the headers and parameters of the line in stepwise.endpoints that fits, and no others', async () => {
    await on.connect();
    const line = { name: 'Here', baseUrl: `${on.server.origin}/`, model: 'm1', headers: { 'X-Team': 'red' }, parameters: { top_p: 0.5 } };
    const other = { ...line, model: 'm2', headers: { 'X-Team': 'blue' } };
    await setSetting('endpoints', [other, line]);
    on.server.script(...scriptedRun());
    const { runId } = await ask('What is it?');
    await on.watch.ending(runId);
    await setSetting('endpoints', undefined);
    const { headers, body } = on.server.requests.at(-1) ?? {};
    assert.deepEqual([headers?.['x-team'], body?.['top_p'], body?.['temperature']], ['red', 0.5, 0.2]);
  });

  it('show what a step was really sent', async () => {
    await on.connect();
    on.server.script(...scriptedRun());
    await on.watch.ending((await ask('What is it?')).runId);
    assert.equal(await vscode.commands.executeCommand('stepwise.showPrompt', { index: 1 }), true);
    const document = vscode.window.activeTextEditor?.document;
    const sent = on.server.requests.filter(({ path }) => path.endsWith('/completions'))[1]?.body.messages ?? [];
    const shown = sent.map(({ role, content }, index) => `━━━ ${index + 1} · ${role} ━━━\n${content}\n`).join('\n');
    assert.equal(document?.getText(), shown);
    assert.ok(sent.length > 3);
    assert.equal(document?.uri.scheme, 'stepwise');
    assert.equal(await vscode.commands.executeCommand('stepwise.showPrompt', { index: 7 }), false);
  });

  it('show the panel beside the editor', async () => {
    await vscode.commands.executeCommand('stepwise.openInEditor');
    const panels = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(({ input }) => input instanceof vscode.TabInputWebview);
    assert.equal(panels.length, 1);
  });
});
