import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { logLine } from '../../support/lab/suiteLog.ts';
import { scriptedRun, startListedServer } from '../../vscode/scriptedRun.ts';
import { activateStepwise, ask, EventWatch } from '../../vscode/suites/stepwiseInHost.ts';

const isModelLoaded = (): boolean => Object.keys(require.cache).some(path => path.endsWith('/dist/model.js'));

describe('Activation in a fresh host', () => {
  it('loads nothing heavy before the first request', async () => {
    const extension = vscode.extensions.getExtension('stepwise.stepwise');
    assert.equal(extension?.isActive, false, 'nothing has activated it yet');
    await untilHostRests();
    const startedAtMs = performance.now();
    const exports = await activateStepwise();
    logLine(`activation took ${(performance.now() - startedAtMs).toFixed(1)} ms`);
    assert.equal(isModelLoaded(), false);

    const server = await startListedServer();
    server.script(...scriptedRun());
    const watch = new EventWatch(exports);
    await vscode.commands.executeCommand('stepwise.connect', { baseUrl: server.baseUrl, model: 'm1' });
    const { runId } = await ask('What is it?');
    await watch.ending(runId);
    assert.equal(isModelLoaded(), true);
    watch.dispose();
    await server.close();
  });
});

const CALM_TURNS = 20;
const TURN_MS = 20;

/** A host that has just started is busy with extensions of VS Code's own; their time is not ours. */
async function untilHostRests(): Promise<void> {
  for (let calm = 0; calm < CALM_TURNS; ) {
    const startedAtMs = performance.now();
    await new Promise(resolve => setTimeout(resolve, TURN_MS));
    calm = performance.now() - startedAtMs < TURN_MS + 5 ? calm + 1 : 0;
  }
}
