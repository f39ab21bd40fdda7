import assert from 'node:assert/strict';
import { join } from 'node:path';
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
    const own = watchOwnActivation(join(extension?.extensionPath ?? '', 'dist/extension.js'));
    const startedAtMs = performance.now();
    const exports = await activateStepwise();
    const wholeMs = performance.now() - startedAtMs;
    const { loadMs, activateMs } = own;
    const parts = `loading ${loadMs.toFixed(1)}, activate ${activateMs().toFixed(1)}`;
    logLine(
      `activation took ${(loadMs + activateMs()).toFixed(1)} ms of its own (${parts}), ${wholeMs.toFixed(1)} ms with what VS Code does for it`,
    );
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

/** Loads the bundle as VS Code would, and times that and its `activate`: what VS Code does beside it is not ours. */
function watchOwnActivation(path: string): { readonly loadMs: number; activateMs(): number } {
  const startedAtMs = performance.now();
  const bundle: unknown = require(path);
  const loadMs = performance.now() - startedAtMs;
  let activateMs = 0;
  const loaded = require.cache[require.resolve(path)];
  assert.ok(loaded && isExtension(bundle));
  loaded.exports = {
    ...bundle,
    activate: (context: vscode.ExtensionContext) => {
      const calledAtMs = performance.now();
      const exports = bundle.activate(context);
      activateMs = performance.now() - calledAtMs;
      return exports;
    },
  };
  return { loadMs, activateMs: () => activateMs };
}

const isExtension = (bundle: unknown): bundle is { activate(context: vscode.ExtensionContext): unknown } =>
  typeof bundle === 'object' && bundle !== null && 'activate' in bundle && typeof bundle.activate === 'function';

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
