import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { answerChecks } from '../support/checkedServer.ts';
import type { RunningProgram } from '../support/program.ts';
import { failure, silence } from '../support/scriptedReplies.ts';
import { deadOrigin } from '../support/scriptedServer.ts';
import { programWithServer } from './programWithServer.ts';

const KEY = 'sw-doctor-key-0001';

describe('stepwise doctor', function () {
  const lab = programWithServer(this);
  beforeEach(() => answerChecks(lab.server));

  const doctor = (args: readonly string[] = [], env: Readonly<Record<string, string>> = {}, baseUrl = lab.server.baseUrl) =>
    lab.program.start(['doctor', '--base-url', baseUrl, ...args], { env });
  const linesOf = ({ stdout }: RunningProgram): string[] => stdout.trimEnd().split('\n');
  const marksOf = (run: RunningProgram): string =>
    linesOf(run)
      .map(line => line[0])
      .join('');

  it('prints a line for each check and ends with 0 where all is well', async () => {
    const run = doctor(['--model', 'm1']);
    assert.equal(await run.ended, 0);
    const steady = run.stdout.replace(/after [\d.]+ s/, 'after N s');
    assert.equal(
      steady,
      [
        `✓ Reachable: ${lab.server.origin} answers, asked from ${hostname()}`,
        `✓ API key: none is set, and ${new URL(lab.server.origin).host} needs none`,
        `✓ Model: ${new URL(lab.server.origin).host} serves m1`,
        '✓ Streaming: the answer comes as it is written, its first word after N s',
        '✓ Step format: JSON with a strict schema',
        '✓ Parameters: all are taken',
        '✓ Usage: the server tells it: 200 prompt tokens and 20 completion tokens for a step',
        '✓ Cached tokens: 280 of 400 prompt tokens of a second step came from the cache',
        '✓ Context size: 32,768 tokens, as the list of models says',
        '✓ Own reasoning: the model does not reason by itself',
        '',
      ].join('\n'),
    );
    assert.equal(run.stderr, '');
  });

  it('ends with 1 where nothing listens, says what to do, and tests no more', async () => {
    const run = doctor([], {}, `${await deadOrigin()}/v1`);
    assert.equal(await run.ended, 1);
    assert.match(
      run.stdout,
      /^✗ Reachable: .* nothing listens there\. Start the server, or check the base URL\. The request was sent from /,
    );
    assert.equal(marksOf(run), '✗–––––––––');
  });

  it('names the variable to set where the key is wrong, and never the key', async () => {
    lab.server.always(() => failure(401, `Wrong key: ${KEY}`));
    const run = doctor([], { STEPWISE_API_KEY: KEY });
    assert.equal(await run.ended, 1);
    assert.match(linesOf(run)[1] ?? '', /^✗ API key: .*refused the API key.*STEPWISE_API_KEY/);
    assert.equal(lab.server.requests.at(-1)?.headers.authorization, `Bearer ${KEY}`);
    assert.doesNotMatch(run.stdout + run.stderr, new RegExp(KEY));
  });

  it('names the likest models where the model is not there', async () => {
    lab.server.always(() => failure(404, 'The model `m2` does not exist.', { param: 'model' }));
    const run = doctor(['--model', 'm2']);
    assert.equal(await run.ended, 1);
    assert.match(linesOf(run)[2] ?? '', /^✗ Model: .* has no model named m2\. It lists 1: m1/);
  });

  it('tells what is less than well, ends with 0, and remembers it', async () => {
    answerChecks(lab.server, { rungs: ['object', 'text'], doesNotStream: true, countsNothing: true, refuses: 'temperature' });
    const run = doctor(['--model', 'm1']);
    assert.equal(await run.ended, 0);
    assert.equal(marksOf(run), '✓✓✓!✓!!!✓✓');
    assert.match(run.stdout, /Streaming: the answer comes all at once/);
    assert.match(run.stdout, /Step format: a JSON object without a schema/);
    assert.match(run.stdout, /left out: temperature/);
    assert.match(run.stdout, /does not count tokens/);
    const learned = JSON.parse(await readFile(join(lab.program.folder, 'state', 'stepwise', 'learned.json'), 'utf8'));
    const { rung, refused } = learned[`${lab.server.origin} m1`];
    assert.deepEqual([rung, refused], ['object', ['temperature']]);
  });

  it('prints with --json one check a line and nothing else', async () => {
    const run = doctor(['--json', '--ui-language', 'zh-cn']);
    assert.equal(await run.ended, 0);
    const results = linesOf(run).map(line => JSON.parse(line));
    assert.equal(results.length, 10);
    assert.deepEqual(results[2], {
      check: 'model',
      status: 'passed',
      finding: 'model-listed',
      facts: { host: new URL(lab.server.origin).host, model: 'm1', count: 1 },
      message: `${new URL(lab.server.origin).host} serves m1`,
    });
  });

  it('speaks Chinese', async () => {
    const run = doctor([], { LANG: 'zh_CN.UTF-8' });
    assert.equal(await run.ended, 0);
    assert.match(run.stdout, /^✓ 可达性：/);
    assert.match(run.stdout, /上下文大小：32,768 个词元/);
  });

  it('stops with 130 at Ctrl-C, with what it had found printed', async () => {
    lab.server.always(() => silence);
    const run = doctor();
    await run.shows('Reachable');
    const asked = await lab.server.request(1);
    run.process.kill('SIGINT');
    assert.equal(await run.ended, 130);
    assert.equal(marksOf(run), '✓');
    await asked.closed;
  });

  it('takes no words, and wants a base URL', async () => {
    const [word, nowhere] = [lab.program.start(['doctor', 'x']), lab.program.start(['doctor'])];
    assert.deepEqual([await word.ended, await nowhere.ended], [2, 2]);
    assert.match(word.stderr, /"doctor" takes no words/);
    assert.match(nowhere.stderr, /--base-url URL/);
  });
});
