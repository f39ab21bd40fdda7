import assert from 'node:assert/strict';
import type { RunningLlamaServer } from '../../../scripts/lab/llamaServer.mjs';
import { isOfChain, type ReasoningEvent } from '../../../src/engine/events.ts';
import { STRATEGIES } from '../../../src/engine/strategies/index.ts';
import { findGrammarFaults, parseEventLines } from '../../support/eventGrammar.ts';
import { startLocalModel } from '../../support/lab/localModel.ts';
import { type BuiltProgram, buildProgram, type RunningProgram } from '../../support/program.ts';

/** These think so many chains that one step each has to do. */
const MANY_CHAINS: ReadonlySet<string> = new Set(['vote', 'verify']);

const QUESTION = 'Is 9.11 larger than 9.9? Answer yes or no.';
/** Few words, because the model writes about 40 tokens a second, and a tree asks for many. */
const LIMITS = ['--min-steps', '1', '--max-tokens-per-step', '24', '--max-tokens-for-answer', '16'];

describe('every strategy on the console, with the real model', function () {
  this.timeout(240_000);
  let model: RunningLlamaServer;
  let program: BuiltProgram;
  before(async () => {
    [model, program] = await Promise.all([startLocalModel({ parallel: 2 }), buildProgram()]);
  });
  after(async () => {
    await model?.stop();
    await program?.remove();
  });

  const ask = (strategy: string): RunningProgram =>
    program.start([
      ...['ask', '--json', '--preset', 'quick', '--strategy', strategy, '--concurrency', '2', ...LIMITS],
      ...['--max-steps', MANY_CHAINS.has(strategy) ? '1' : '2'],
      ...['--base-url', model.baseUrl, '--model', model.model, QUESTION],
    ]);

  for (const strategy of STRATEGIES.keys()) {
    it(`${strategy} comes to its answer`, async () => {
      const run = ask(strategy);
      assert.equal(await run.ended, 0, run.stderr);
      const events = parseEventLines(run.stdout);
      assert.deepEqual(findGrammarFaults(events), []);
      const ending = events.at(-1);
      assert.ok(ending?.type === 'run-end' && ending.answer, run.stdout.slice(-400));
      assert.equal(chainsIn(events) > 1, ['vote', 'verify', 'tree'].includes(strategy), 'several chains');
      const steps = events.filter(({ type }) => type === 'step-end').length;
      console.log(
        `      ${strategy}: ${chainsIn(events)} chains, ${steps} steps, ${ending.requests} requests, ${ending.stopReason}, ${ending.durationMs} ms`,
      );
    });
  }

  for (const strategy of STRATEGIES.keys()) {
    it(`${strategy} ends at once with Ctrl-C, and the model is free again`, async () => {
      const run = ask(strategy);
      await run.shows('-delta"');
      run.process.kill('SIGINT');
      assert.equal(await run.ended, 130, run.stderr);
      const events = parseEventLines(run.stdout);
      assert.equal(events.at(-1)?.type, 'run-cancel');
      assert.deepEqual(findGrammarFaults(events), []);
      await modelIsIdle(model);
    });
  }
});

const chainsIn = (events: readonly ReasoningEvent[]): number => new Set(events.filter(isOfChain).map(({ chain = 0 }) => chain)).size;

/** Waits until the server has nothing in work: whoever stopped has closed all that it had asked for. */
async function modelIsIdle({ origin }: RunningLlamaServer): Promise<void> {
  for (;;) {
    const slots: readonly { readonly is_processing: boolean }[] = await (await fetch(`${origin}/slots`)).json();
    if (slots.every(slot => !slot.is_processing)) return;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
