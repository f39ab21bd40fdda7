import assert from 'node:assert/strict';
import { play } from '../../../test/support/playRun.ts';
import { repeatingModel, stepReply, stillClock, usage } from '../../../test/support/scriptedModel.ts';
import { totalTokens } from '../usage.ts';

const limits = { minSteps: 2, maxSteps: 3, maxTokensPerStep: 100, maxTokensForAnswer: 100 };
const SPENT = { prompt: 300, completion: 100 };

/** A model whose every request costs the same, so that each budget is as many requests. */
function costlyModel() {
  let asked = 0;
  return repeatingModel(({ format }) => [
    format === 'text' ? `The answer is ${asked++}.` : stepReply(`Idea ${asked++}`),
    usage(SPENT.prompt, SPENT.completion),
  ]);
}

describe('The budget of a run', () => {
  for (const strategy of ['chain', 'single-pass', 'vote', 'verify', 'tree']) {
    it(`of time is kept by ${strategy}: what goes on is given up for the answer`, async () => {
      const clock = stillClock();
      const model = costlyModel();
      const watch = () => clock.tick(100);
      const timed = { ...limits, minSteps: 9, maxSteps: 9, maxSecondsPerRun: 1 };
      const { ending } = await play(model, { strategy, concurrency: 3, limits: timed, watch, deps: { clock } });
      assert.ok(ending.type === 'run-end' && ending.answer, JSON.stringify(ending));
      assert.equal(ending.stopReason, 'time-limit');
    });
  }

  for (const strategy of ['chain', 'vote', 'verify', 'tree']) {
    for (const concurrency of [1, 3]) {
      it(`is kept by ${strategy}, ${concurrency} at once, and ends with an answer`, async () => {
        for (const maxTokensPerRun of [2500, 3500, 5000, 7000]) {
          const model = costlyModel();
          const { ending } = await play(model, { strategy, concurrency, limits: { ...limits, maxTokensPerRun } });
          assert.ok(ending.type === 'run-end' && ending.answer, JSON.stringify(ending));
          const spent = model.heard.length * (SPENT.prompt + SPENT.completion);
          assert.ok(spent <= maxTokensPerRun && spent === totalTokens(ending.usage), `${spent} of ${maxTokensPerRun}`);
          if (strategy !== 'chain' && maxTokensPerRun < 7000) assert.equal(ending.stopReason, 'token-limit');
        }
      });
    }
  }
});
