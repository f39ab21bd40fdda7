import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { stepReply } from '../../support/scriptedModel.ts';
import { sse } from '../../support/scriptedReplies.ts';
import { scriptedRun, scriptedStep } from '../scriptedRun.ts';
import { hostSuite } from './hostSuite.ts';
import { ask, type Started } from './stepwiseInHost.ts';

describe('Steering in a real VS Code', () => {
  const on = hostSuite();

  beforeEach(async () => {
    await on.connect();
    await vscode.commands.executeCommand('stepwise.newSession');
  });

  const steer = async (command: string, argument?: unknown): Promise<Started> => {
    const started = await vscode.commands.executeCommand<Started | undefined>(`stepwise.${command}`, argument);
    assert.ok(started, 'The run has begun.');
    await on.watch.ending(started.runId);
    return started;
  };
  const answered = async (): Promise<Started> => {
    on.server.script(...scriptedRun());
    const started = await ask('What is it?');
    await on.watch.ending(started.runId);
    return started;
  };
  const completions = () => on.server.requests.filter(({ path }) => path.endsWith('/completions'));
  const startOf = (runId: string) => on.watch.eventsOf(runId).find(event => event.type === 'run-start');

  it('Retry Step writes it anew in a branch, with the same request', async () => {
    const first = await answered();
    const sent = completions()[1]?.body.messages;
    on.server.script(...scriptedRun().slice(1));
    const retried = await steer('retryStep', { index: 1 });
    assert.deepEqual([retried.sessionId, startOf(retried.runId)?.branch], [first.sessionId, 1]);
    assert.deepEqual(completions()[4]?.body.messages, sent);
  });

  it('Branch From Step goes on from the reader’s words', async () => {
    await answered();
    on.server.script(...scriptedRun().slice(2));
    const { runId } = await steer('branchFromStep', { index: 1, title: 'Mind', content: 'The empty list.' });
    assert.equal(startOf(runId)?.purpose, 'edit-step');
    const sent = completions()[4]?.body.messages ?? [];
    assert.match(sent.at(-2)?.content ?? '', /"title":"Mind","content":"The empty list\."/);
  });

  it('Ask About Step puts a question below the step, and the next question follows in that branch', async () => {
    await answered();
    on.server.script(...scriptedRun(), ...scriptedRun());
    const about = await steer('askAboutStep', { index: 0, question: 'Is that so?' });
    assert.equal(startOf(about.runId)?.branch, 1);
    assert.match(completions()[4]?.body.messages.at(-1)?.content ?? '', /A question about step 1, .*\nIs that so\?/);
    const next = await ask('And then?');
    await on.watch.ending(next.runId);
    assert.equal(startOf(next.runId)?.branch, 1);
  });

  it('Think More takes steps after the answer, first by another method, and answers anew', async () => {
    await answered();
    on.server.script(scriptedStep('Anew'), scriptedStep('End', 'final_answer'), sse(['It is a stack.']));
    const { runId } = await steer('thinkMore');
    const ending = await on.watch.ending(runId);
    assert.equal(ending.type === 'run-end' && ending.answer, 'It is a stack.');
    assert.match(completions()[4]?.body.messages.at(-1)?.content ?? '', /different method/);
  });

  it('Pause lets the step finish, and Resume goes on from it', async () => {
    let finish: () => void = () => {};
    const rest = new Promise<void>(resolve => {
      finish = resolve;
    });
    const step = stepReply('Read');
    on.server.script(sse([step.slice(0, 20), rest, step.slice(20)]), ...scriptedRun().slice(1));
    const { runId } = await ask('What is it?');
    await on.watch.until((event, id) => id === runId && event.type === 'step-delta');
    await vscode.commands.executeCommand('stepwise.pause');
    finish();
    const ending = await on.watch.ending(runId);
    assert.deepEqual([ending.type, ending.type === 'run-cancel' && ending.paused], ['run-cancel', true]);
    assert.equal(completions().length, 1);
    await vscode.commands.executeCommand('stepwise.resume');
    assert.equal((await on.watch.lastEnding(runId)).type, 'run-end');
  });

  it('says so where there is no such step', async () => {
    await answered();
    assert.equal(await vscode.commands.executeCommand('stepwise.retryStep', { index: 7 }), undefined);
    assert.equal(completions().length, 4);
  });
});
