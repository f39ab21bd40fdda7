import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ReasoningEvent } from '../../../src/engine/events.ts';
import { logLine } from '../../support/lab/suiteLog.ts';
import { type Reply, silence, sse } from '../../support/scriptedReplies.ts';
import type { ScriptedServer, SeenRequest } from '../../support/scriptedServer.ts';
import { scriptedStep, startListedServer } from '../../vscode/scriptedRun.ts';
import { activateStepwise, ask, EventWatch } from '../../vscode/suites/stepwiseInHost.ts';

const TIMES = 20;
const LONGEST_MEDIAN_MS = 200;
const forever = new Promise<void>(() => {});
const threeSteps = [scriptedStep('Read'), scriptedStep('Compare'), scriptedStep('Conclude', 'final_answer')];

/** Where in a run it is stopped, and how the server brings it there. */
interface Phase {
  readonly name: string;
  readonly replies: readonly Reply[];
  readonly isThere: (event: ReasoningEvent) => boolean;
}
const PHASES: readonly Phase[] = [
  { name: 'before the first byte', replies: [silence], isThere: ({ type }) => type === 'step-start' },
  { name: 'in a step', replies: [sse(['{"title":"Half', forever])], isThere: ({ type }) => type === 'step-delta' },
  { name: 'in the answer', replies: [...threeSteps, sse(['Bec', forever])], isThere: ({ type }) => type === 'answer-delta' },
];

describe('Stop in a real VS Code', () => {
  let server: ScriptedServer;
  let watch: EventWatch;

  before(async () => {
    server = await startListedServer();
    watch = new EventWatch(await activateStepwise());
    await vscode.commands.executeCommand('stepwise.connect', { baseUrl: server.baseUrl, model: 'm1' });
  });
  after(async () => {
    watch.dispose();
    await server.close();
  });

  for (const { name, replies, isThere } of PHASES) {
    it(`closes the connection within ${LONGEST_MEDIAN_MS} ms ${name} (median of ${TIMES})`, async () => {
      const tookMs: number[] = [];
      for (let time = 0; time < TIMES; time++) tookMs.push(await stopOnce(replies, isThere));
      const median = tookMs.sort((a, b) => a - b)[TIMES / 2] ?? Number.NaN;
      logLine(`        ${name}: median ${median.toFixed(1)} ms, longest ${tookMs.at(-1)?.toFixed(1)} ms`);
      assert.ok(median <= LONGEST_MEDIAN_MS);
    });
  }

  /** Runs up to the phase and stops; how many milliseconds went by until the server saw the connection close. */
  async function stopOnce(replies: readonly Reply[], isThere: Phase['isThere']): Promise<number> {
    const place = chatRequests().length + replies.length - 1;
    server.script(...replies);
    const { runId } = await ask('What is it?');
    const last = await chatRequest(place);
    await watch.until((event, id) => id === runId && isThere(event));
    const startedAtMs = performance.now();
    void vscode.commands.executeCommand('stepwise.stop');
    const closedAtMs = await last.closed;
    assert.equal((await watch.ending(runId)).type, 'run-cancel');
    return closedAtMs - startedAtMs;
  }

  function chatRequests(): SeenRequest[] {
    return server.requests.filter(({ path }) => path.endsWith('/chat/completions'));
  }

  /** Listings come in between, so that only requests for completions are counted. */
  async function chatRequest(place: number): Promise<SeenRequest> {
    for (;;) {
      const request = chatRequests()[place];
      if (request) return request;
      await server.request(server.requests.length);
    }
  }
});
