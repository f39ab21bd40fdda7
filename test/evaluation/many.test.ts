import assert from 'node:assert/strict';
import { createWriteStream, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { EvaluationSummary } from '../../src/evaluation/summary.ts';
import { type BuiltProgram, buildProgram } from '../support/program.ts';
import { lineOf, planWith } from '../support/resultLines.ts';
import { failure } from '../support/scriptedReplies.ts';
import { type ScriptedServer, startScriptedServer } from '../support/scriptedServer.ts';
import { suiteOfSums, sumReply } from '../support/sums.ts';

const QUESTIONS = 100_000;
/** Of the last ones there is no result yet. */
const MISSING = 40;
/** All results together are larger than this many times over. */
const HEAP_MEGABYTES = 96;
const MEGABYTE = 2 ** 20;

describe('stepwise evaluate, with very many questions', function () {
  this.timeout(600_000);
  let program: BuiltProgram;
  let server: ScriptedServer;

  before(async () => {
    program = await buildProgram();
    server = await startScriptedServer();
    server.route('/v1/models', { body: { data: [{ id: 'small' }] } });
  });
  after(async () => {
    await server.close();
    await program.remove();
  });

  const evaluate = () => {
    const args = ['evaluate', '--suite', join(program.folder, 'sums.jsonl'), '--strategies', 'direct', '--preset', 'quick'];
    const where = ['--model', 'small', '--base-url', server.baseUrl, '--out', join(program.folder, 'out')];
    return program.start([...args, ...where], { nodeFlags: [`--max-old-space-size=${HEAP_MEGABYTES}`] });
  };

  it(`goes on, scores and reports ${QUESTIONS} of them in a heap of ${HEAP_MEGABYTES} MB`, async () => {
    writeFileSync(join(program.folder, 'sums.jsonl'), suiteOfSums(QUESTIONS));
    server.always(() => failure(401, 'Not yet.'));
    const refused = evaluate();
    assert.equal(await refused.ended, 1, refused.stderr);

    const results = join(program.folder, 'out/results.jsonl');
    rmSync(results);
    await pipeline(madeUpLines, createWriteStream(results));
    assert.ok(statSync(results).size > 2 * HEAP_MEGABYTES * MEGABYTE);

    server.always(sumReply);
    const before = server.requests.length;
    const run = evaluate();
    assert.equal(await run.ended, 0, run.stderr);
    assert.equal(server.requests.slice(before).filter(({ method }) => method === 'POST').length, MISSING);
    const summary: EvaluationSummary = JSON.parse(readFileSync(join(program.folder, 'out/summary.json'), 'utf8'));
    assert.deepEqual([summary.answered, summary.tasks, summary.strategies[0]?.accuracy.of], [QUESTIONS, QUESTIONS, QUESTIONS]);
    assert.ok(statSync(join(program.folder, 'out/report.html')).size < 12 * MEGABYTE);
    const megabytes = Math.round(statSync(results).size / MEGABYTE);
    process.stdout.write(`      ${QUESTIONS} results, ${megabytes} MB, in a heap of at most ${HEAP_MEGABYTES} MB.\n`);
  });
});

/** Results with a long thought each, in an order that is not the plan's. */
function* madeUpLines(): Generator<string, void> {
  const plan = planWith({ strategies: ['direct'] }, { sums: QUESTIONS });
  const content = 'I look at the number again. '.repeat(60);
  for (let place = 0; place < QUESTIONS - MISSING; place++) {
    const question = QUESTIONS - MISSING - 1 - place;
    yield `${JSON.stringify(lineOf(plan, question, 'direct', { answer: String(question % 7), steps: [{ durationMs: 5, content }] }))}\n`;
  }
}
