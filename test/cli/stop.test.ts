import assert from 'node:assert/strict';
import { findGrammarFaults, parseEventLines } from '../support/eventGrammar.ts';
import { silence, sse, sseStep } from '../support/scriptedReplies.ts';
import { programWithServer } from './programWithServer.ts';

/** What the contract allows between Ctrl-C and the closed connection. */
const STOP_LIMIT_MS = 200;

describe('Stopping stepwise ask', function () {
  const lab = programWithServer(this);

  const never = new Promise<void>(() => {});
  const begunStep = () => sse(['{"title":"Look","content":"Half a thou', never]);
  const ask = (...more: string[]) => lab.program.start(['ask', 'Why?', '--base-url', lab.server.baseUrl, '--model', 'small', ...more]);

  it('keeps and prints what had arrived, and ends with 130', async () => {
    lab.server.script(begunStep());
    const run = ask();
    await run.shows('Half a thou');
    run.process.kill('SIGINT');
    assert.equal(await run.ended, 130);
    assert.equal(run.stdout, 'Step 1: Look\nHalf a thou\n');
    assert.match(run.stderr, /^Stopped after \d\.\d s\.\n$/);
  });

  it('closes the connection within 200 ms (median of five)', async () => {
    const waits: number[] = [];
    for (let index = 0; index < 5; index++) {
      lab.server.script(begunStep());
      const run = ask();
      await run.shows('Half a thou');
      const stoppedAtMs = performance.now();
      run.process.kill('SIGINT');
      const request = await lab.server.request(2 * index + 1);
      waits.push((await request.closed) - stoppedAtMs);
      await run.ended;
    }
    const median = waits.sort((a, b) => a - b)[2] ?? Number.POSITIVE_INFINITY;
    assert.ok(median < STOP_LIMIT_MS, `${median} ms`);
  });

  it('ends the events with run-cancel', async () => {
    lab.server.script(begunStep());
    const run = ask('--json');
    await run.shows('Half a thou');
    run.process.kill('SIGINT');
    assert.equal(await run.ended, 130);
    const events = parseEventLines(run.stdout);
    assert.equal(events.at(-1)?.type, 'run-cancel');
    assert.deepEqual(findGrammarFaults(events), []);
  });

  it('prints the part of the run that there is as Markdown', async () => {
    lab.server.script(sseStep({ title: 'Look', content: 'All seen.', nextAction: 'continue' }), begunStep());
    const run = ask('--markdown');
    await lab.server.request(2);
    await new Promise(resolve => setTimeout(resolve, 100));
    run.process.kill('SIGINT');
    assert.equal(await run.ended, 130);
    assert.match(run.stdout, /### Step 1: Look \(\d\.\d s\)\n\nAll seen\.\n\n### Step 2: /);
    assert.match(run.stdout, /_This step was not finished\._\n\n---\n\nStopped\.\n/);
  });

  it('stops before the first byte, too', async () => {
    lab.server.script(silence);
    const run = ask('--json');
    const request = await lab.server.request(1);
    run.process.kill('SIGINT');
    await request.closed;
    assert.equal(await run.ended, 130);
  });

  it('ends at once at the second Ctrl-C', async () => {
    lab.server.script(silence);
    const run = ask();
    await lab.server.request(1);
    run.process.kill('SIGINT');
    run.process.kill('SIGINT');
    assert.equal(await run.ended, 130);
  });

  it('ends quietly, and closes the connection, when nobody reads the output any more', async () => {
    lab.server.always((_request, index) =>
      sseStep({ title: `Step ${index}`, content: `More of ${index}. `.repeat(50), nextAction: 'continue' }, { pauseMs: 5 }),
    );
    const run = ask('--max-steps', '100');
    await run.shows('Step 1');
    run.process.stdout.destroy();
    assert.equal(await run.ended, 0);
    assert.equal(run.stderr, '');
  });
});
