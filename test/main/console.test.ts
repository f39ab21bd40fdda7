import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { root } from '../../scripts/setup/folders.mjs';
import { findGrammarFaults, parseEventLines } from '../support/eventGrammar.ts';
import { describeCacheUse, prefixCacheUse } from '../support/prefixCache.ts';

/** Runs `npm run ask -- …` as a person types it. */
async function npmRunAsk(
  ...args: readonly string[]
): Promise<{ readonly status: unknown; readonly stdout: string; readonly stderr: string }> {
  const child = spawn('npm', ['run', '--silent', 'ask', '--', ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', text => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', text => {
    stderr += text;
  });
  const [status] = await once(child, 'close');
  return { status, stdout, stderr };
}

describe('the main job on the console, with the real model', function () {
  this.timeout(180_000);

  it('keeps the grammar of events, and the server takes the prompts from its cache', async () => {
    const question = 'Which number is larger, 9.11 or 9.9? Think about the digits after the point.';
    const limits = ['--max-tokens-per-step', '160', '--max-tokens-for-answer', '120'];
    const { status, stdout, stderr } = await npmRunAsk('--json', '--preset', 'quick', ...limits, question);
    assert.equal(status, 0, stderr);
    const events = parseEventLines(stdout);
    assert.deepEqual(findGrammarFaults(events), []);
    const ending = events.at(-1);
    assert.ok(ending?.type === 'run-end' && ending.answer, 'an answer');
    assert.ok(events.filter(({ type }) => type === 'step-end').length >= 3, 'at least three steps');

    const use = prefixCacheUse(events);
    console.log(`      ${describeCacheUse(use)}`);
    assert.ok(use.share >= 0.95, `${use.cachedTokens} of ${use.possibleTokens}`);
  });
});
