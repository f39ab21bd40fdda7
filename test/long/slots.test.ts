import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import type { RunningLlamaServer } from '../../scripts/lab/llamaServer.mjs';
import { findGrammarFaults, parseEventLines } from '../support/eventGrammar.ts';
import { startLocalModel } from '../support/lab/localModel.ts';
import { type BuiltProgram, buildProgram, type RunningProgram } from '../support/program.ts';

const SLOTS = 4;
const QUESTIONS = ['Why is the sky blue?', 'Which is larger, 9.11 or 9.9?', 'What is 17 + 25?', 'Is 1001 a prime number?'];
const LIMITS = ['--min-steps', '2', '--max-steps', '2', '--max-tokens-per-step', '40', '--max-tokens-for-answer', '30'];

describe('several questions at once, with a real model on a server of four slots', function () {
  this.timeout(180_000);
  let program: BuiltProgram;
  let server: RunningLlamaServer;

  before(async () => {
    [program, server] = await Promise.all([buildProgram(), startLocalModel({ parallel: SLOTS })]);
  });
  after(async () => {
    await server?.stop();
    await program?.remove();
  });

  it('are each answered, in a slot of their own', async () => {
    const runs = QUESTIONS.map(question =>
      program.start(['ask', '--json', '--base-url', server.baseUrl, '--model', server.model, ...LIMITS, question]),
    );
    const mostBusy = await watchSlots(runs);
    for (const run of runs) {
      assert.equal(await run.ended, 0, run.stdout + run.stderr);
      const events = parseEventLines(run.stdout);
      assert.deepEqual(findGrammarFaults(events), []);
      assert.equal(events.at(-1)?.type, 'run-end');
    }
    console.log(`      ${runs.length} runs at once on ${SLOTS} slots, of which ${mostBusy} were busy at once: all answered`);
    assert.equal(mostBusy, SLOTS);
  });

  /** Counts the slots that were busy at the same time, at most, until all runs have ended. */
  async function watchSlots(runs: readonly RunningProgram[]): Promise<number> {
    let [most, isOver] = [0, false];
    const ended = Promise.all(runs.map(run => run.ended)).then(() => {
      isOver = true;
    });
    while (!isOver) {
      most = Math.max(most, await busySlots());
      await delay(50);
    }
    await ended;
    return most;
  }

  async function busySlots(): Promise<number> {
    const slots = (await (await fetch(`${server.origin}/slots`)).json()) as readonly { readonly is_processing: boolean }[];
    return slots.filter(slot => slot.is_processing).length;
  }
});
