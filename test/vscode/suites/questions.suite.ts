import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { scriptedRun } from '../scriptedRun.ts';
import { hostSuite } from './hostSuite.ts';
import type { Started } from './stepwiseInHost.ts';

describe('Questions from the editor in a real VS Code', () => {
  const on = hostSuite();
  let problems: vscode.DiagnosticCollection;

  beforeEach(async () => {
    problems = vscode.languages.createDiagnosticCollection('checker');
    await on.connect();
  });
  afterEach(async () => {
    problems.dispose();
  });

  const showDocument = async (content: string): Promise<vscode.TextEditor> =>
    vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'plaintext', content }));
  const problem = (line: number, message: string, severity = vscode.DiagnosticSeverity.Error): vscode.Diagnostic => {
    const diagnostic = new vscode.Diagnostic(new vscode.Range(line, 0, line, 3), message, severity);
    diagnostic.source = 'checker';
    return diagnostic;
  };
  const actionsAt = async ({ document }: vscode.TextEditor, line: number): Promise<readonly vscode.CodeAction[]> => {
    const range = new vscode.Range(line, 0, line, 3);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, range);
    return actions.filter(({ command }) => command?.command === 'stepwise.reasonAboutProblem');
  };
  const question = () => on.server.requests.at(-1)?.body.messages.find(({ role }) => role === 'user')?.content ?? '';

  it('Reason about “…” on a problem asks with its text and the code around it', async () => {
    const editor = await showDocument('one\ntwo\nthree');
    problems.set(editor.document.uri, [problem(1, 'two is\nno number')]);
    const [action] = await actionsAt(editor, 1);
    assert.equal(action?.title, 'Reason about “checker: two is no number”');
    on.server.script(...scriptedRun());
    const { command = '', arguments: values = [] } = action.command ?? {};
    const { runId } = await vscode.commands.executeCommand<Started>(command, ...values);
    await on.watch.ending(runId);
    assert.match(question(), /this problem in line 2.*\nchecker: two is\nno number/);
    assert.match(question(), /lines="1-3"[^>]*>\none\ntwo\nthree\n</);
  });

  it('Reason about “…” is not offered where there is no problem, or only a hint', async () => {
    const editor = await showDocument('one\ntwo\nthree');
    problems.set(editor.document.uri, [problem(0, 'a hint', vscode.DiagnosticSeverity.Hint), problem(2, 'a warning', 1)]);
    assert.deepEqual(await Promise.all([0, 1, 2].map(async line => (await actionsAt(editor, line)).map(({ title }) => title))), [
      [],
      [],
      ['Reason about “checker: a warning”'],
    ]);
  });

  it('Reason About Problem takes the problem at the cursor', async () => {
    const editor = await showDocument('one\ntwo');
    problems.set(editor.document.uri, [problem(0, 'first'), problem(1, 'second')]);
    editor.selection = new vscode.Selection(1, 1, 1, 1);
    on.server.script(...scriptedRun());
    const { runId } = await vscode.commands.executeCommand<Started>('stepwise.reasonAboutProblem');
    await on.watch.ending(runId);
    assert.match(question(), /line 2.*\nchecker: second/);
    problems.clear();
    assert.equal(await vscode.commands.executeCommand('stepwise.reasonAboutProblem'), undefined, 'There is none any more.');
  });

  it('have keybindings that VS Code itself gives to nothing else', async () => {
    const defaults = await vscode.workspace.openTextDocument(vscode.Uri.parse('vscode://defaultsettings/keybindings.json'));
    const entries = [...defaults.getText().matchAll(/"key": "([^"]+)",\s*"command": "([^"]+)"/g)];
    const commandsOf = (key: string) => entries.filter(([, own]) => own === key).map(([, , command]) => command);
    assert.deepEqual(commandsOf('ctrl+k ctrl+y'), ['stepwise.reasonAboutSelection']);
    assert.deepEqual(commandsOf('ctrl+k a'), ['stepwise.ask']);
    assert.ok(commandsOf('ctrl+k ctrl+c').includes('editor.action.addCommentLine'), 'The list is that of VS Code.');
  });
});
