import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EvaluationSummary } from '../../src/evaluation/summary.ts';
import { programWithServer } from '../cli/programWithServer.ts';
import { holdsKey, searchFolder } from '../support/keySearch.ts';
import { failure, silence, sse } from '../support/scriptedReplies.ts';
import { letterOf, suiteOfSums, sumReply, withoutTimes } from '../support/sums.ts';

const QUESTIONS = 10;
/** Direct takes one request, a chain of three steps four. */
const REQUESTS = QUESTIONS * 5;

describe('stepwise evaluate', function () {
  const lab = programWithServer(this);
  this.timeout(60_000);
  let folder: string;
  let out: string;

  beforeEach(() => {
    folder = join(lab.program.folder, 'work');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    out = join(folder, 'out');
    writeFileSync(join(folder, 'sums.jsonl'), suiteOfSums(QUESTIONS));
    lab.server.always(sumReply);
  });

  const start = (args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
    const usual = ['--suite', join(folder, 'sums.jsonl'), '--model', 'small', '--base-url', lab.server.baseUrl, '--preset', 'quick'];
    return lab.program.start(['evaluate', ...usual, '--out', out, ...args], { env });
  };
  const run = async (...args: string[]) => {
    const running = start(args);
    return { status: await running.ended, stdout: running.stdout, stderr: running.stderr };
  };
  const asked = () => lab.server.requests.filter(({ path }) => path === '/v1/chat/completions');
  const results = (from = out) => readFileSync(join(from, 'results.jsonl'), 'utf8');
  const summary = (from = out): EvaluationSummary => JSON.parse(readFileSync(join(from, 'summary.json'), 'utf8'));
  const rightOf = (from?: string) =>
    summary(from).strategies.map(({ strategy, accuracy }) => [strategy, Math.round(accuracy.share * accuracy.of)]);

  it('asks every strategy every question, and tells what came of it', async () => {
    const { status, stdout, stderr } = await run();
    assert.equal(status, 0, stderr);
    assert.equal(asked().length, REQUESTS);
    assert.equal(results().split('\n').length - 1, 2 * QUESTIONS);
    assert.deepEqual(rightOf(), [
      ['direct', 5],
      ['chain', 8],
    ]);
    const [, chain] = summary().strategies;
    assert.deepEqual([chain?.againstDirect?.pairs, chain?.againstDirect?.helpful, chain?.againstDirect?.harmful], [10, 4, 1]);
    assert.deepEqual([chain?.perQuestion.steps, chain?.perQuestion.requests, chain?.perQuestion.completionTokens], [3, 4, 20]);
    assert.match(stdout, /^direct +50\.0 % right \(\d+\.\d to \d+\.\d %\) of 10/);
    assert.ok(existsSync(join(out, 'report.html')));
    assert.deepEqual(readdirSync(out).sort(), ['plan.json', 'report.html', 'results.jsonl', 'summary.json']);
  });

  it('asks nothing on a finished folder, needs no endpoint for it, and scores it anew', async () => {
    await run();
    const before = [results(), readFileSync(join(out, 'summary.json'), 'utf8')];
    rmSync(join(out, 'summary.json'));
    const again = lab.program.start([
      'evaluate',
      '--suite',
      join(folder, 'sums.jsonl'),
      '--model',
      'small',
      '--preset',
      'quick',
      '--out',
      out,
    ]);
    assert.equal(await again.ended, 0, again.stderr);
    assert.equal(asked().length, REQUESTS);
    assert.deepEqual([results(), readFileSync(join(out, 'summary.json'), 'utf8')], before);
  });

  it('gives the same results for one question at once and for many, in the order of the plan', async () => {
    await run('--concurrency', '1');
    const one = withoutTimes(results());
    out = join(folder, 'many');
    await run('--concurrency', '7');
    assert.ok(withoutTimes(results()) === one, 'The results differ.');
  });

  it('asks the questions of generated suites, by name and seed', async () => {
    lab.server.always(() => sse(['42']));
    const generated = ['--suite', 'arithmetic', '--suite', 'easy', '--questions', '4', '--strategies', 'direct'];
    const again = async (seed: string) => {
      out = join(folder, `seed ${seed}`);
      const running = lab.program.start([
        'evaluate',
        ...generated,
        '--seed',
        seed,
        '--model',
        'small',
        '--base-url',
        lab.server.baseUrl,
        '--out',
        out,
      ]);
      assert.equal(await running.ended, 0, running.stderr);
      return summary().plan.suites;
    };
    const [one, two] = [await again('1'), await again('2')];
    assert.deepEqual([one.map(({ name }) => name), asked().length], [['arithmetic', 'easy'], 16]);
    assert.notEqual(one[0]?.digest, two[0]?.digest);
  });

  it('asks for steps in the format that is wanted, and does not mix it with another', async () => {
    lab.server.always(({ body }) => sse([`## Part ${body.messages.length}\nI look at part ${body.messages.length}.\nNEXT: final_answer`]));
    const { status, stderr } = await run('--step-format', 'text', '--strategies', 'chain');
    assert.equal(status, 0, stderr);
    assert.deepEqual([asked().length, asked().filter(({ body }) => 'response_format' in body).length], [QUESTIONS * 4, 0]);
    assert.deepEqual([summary().strategies[0]?.perQuestion.steps, summary().strategies[0]?.repairRate], [3, 0]);
    assert.match(readFileSync(join(out, 'report.html'), 'utf8'), /3 to 5 steps, each asked for as text\./);
    const other = await run('--strategies', 'chain');
    assert.equal(other.status, 2);
    assert.match(other.stderr, /step format is text there, and auto here/);
  });

  it('goes on after Ctrl-C where it was, and asks nothing twice', async () => {
    let answered = 0;
    lab.server.always(request => (request.method === 'POST' && ++answered > 12 ? silence : sumReply(request)));
    const first = start(['--concurrency', '1']);
    while (asked().length < 13) await new Promise(resolve => setTimeout(resolve, 10));
    first.process.kill('SIGINT');
    assert.equal(await first.ended, 130);
    assert.match(first.stderr, /Stopped: 5 of 20 are answered, and kept\. The same command goes on from there\.\n$/);
    lab.server.always(sumReply);
    assert.equal((await run('--concurrency', '1')).status, 0);
    const letters = asked().map(letterOf);
    // The thirteenth was never answered.
    assert.deepEqual([letters.length, new Set(letters).size], [REQUESTS + 1, REQUESTS]);
    const resumed = withoutTimes(results());
    out = join(folder, 'whole');
    await run('--concurrency', '1');
    assert.ok(withoutTimes(results()) === resumed, 'The results differ.');
  });

  it('keeps a question that failed on the way, and asks it again the next time', async () => {
    lab.server.always(request => (/How much is 3 /.test(letterOf(request)) ? failure(403, 'Not you.') : sumReply(request)));
    const first = await run('--strategies', 'direct', '--concurrency', '1');
    assert.equal(first.status, 0);
    assert.match(first.stderr, /Not you/);
    assert.equal(summary().strategies[0]?.failed, 1);
    lab.server.always(sumReply);
    const second = await run('--strategies', 'direct', '--concurrency', '1');
    assert.deepEqual([second.status, second.stderr], [0, '']);
    assert.deepEqual([summary().answered, summary().strategies[0]?.failed], [10, 0]);
    assert.equal(asked().length, QUESTIONS + 1);
  });

  it('gives up where nothing can be had, and says what to do', async () => {
    lab.server.always(() => failure(401, 'Wrong key.'));
    const { status, stderr } = await run('--concurrency', '1');
    assert.equal(status, 1);
    assert.equal(asked().length, 1);
    assert.match(stderr, /STEPWISE_API_KEY/);
    assert.match(stderr, /20 of 20 are not answered/);
  });

  it('drops a last line that was torn, and lines that are none', async () => {
    await run('--strategies', 'direct');
    const whole = results();
    const lines = whole.split('\n');
    writeFileSync(
      join(out, 'results.jsonl'),
      `${lines.slice(0, 4).join('\n')}\nrubbish\n${lines.slice(5, 9).join('\n')}\n${lines[9]?.slice(0, -7)}`,
    );
    const { status, stderr } = await run('--strategies', 'direct');
    assert.equal(status, 0);
    assert.match(stderr, /that cannot be read: 1\. /);
    assert.equal(asked().length, QUESTIONS + 2);
    assert.ok(withoutTimes(results()) === withoutTimes(whole), 'The results differ.');
  });

  it('refuses a folder with results of another evaluation, and says in what it differs', async () => {
    await run('--questions', '2');
    const cases: readonly [readonly string[], RegExp][] = [
      [['--questions', '2', '--seed', '2'], /seed is 1 there, and 2 here/],
      [['--questions', '3'], /suites is sums \(2\) there, and sums \(3\) here/],
      [['--questions', '2', '--strategies', 'direct'], /strategies is direct,chain there, and direct here/],
      [['--questions', '2', '--temperature', '1'], /temperature is 0\.2 there, and 1 here/],
      [['--questions', '2', '--model', 'big'], /model is small there, and big here/],
      [['--questions', '2', '--shard', '1/2'], /shard is 1\/1 there, and 1\/2 here/],
    ];
    for (const [args, message] of cases) {
      const { status, stderr } = await run(...args);
      assert.equal(status, 2);
      assert.match(stderr, message);
    }
    writeFileSync(join(folder, 'sums.jsonl'), suiteOfSums(2).replace('"3"', '"4"'));
    assert.match((await run('--questions', '2')).stderr, /questions is/);
    assert.equal(asked().length, 10);
  });

  it('refuses what makes no sense', async () => {
    const cases: readonly [readonly string[], RegExp][] = [
      [['word'], /takes no words/],
      [['--strategies', 'direct,magic'], /not "magic"/],
      [['--strategies', 'direct,direct'], /each once/],
      [['--shard', '3/2'], /--shard takes I\/N/],
      [['--samples', '0'], /--samples takes a whole number/],
      [['--suite', 'nowhere'], /no suite and no file "nowhere"/],
      [['--suite', join(folder, 'sums.jsonl')], /two suites called "sums"/],
      [['--export-batch', 'a', '--import-batch', 'b'], /cannot go together/],
    ];
    for (const [args, message] of cases) {
      const { status, stderr } = await run(...args);
      assert.deepEqual([status, message.test(stderr)], [2, true], stderr);
    }
    writeFileSync(join(folder, 'sums.jsonl'), `${suiteOfSums(1)}{"id":"x"}\n`);
    assert.match((await run()).stderr, /sums\.jsonl: Line 2 /);
    const noFolder = lab.program.start(['evaluate', '--model', 'small']);
    assert.deepEqual([await noFolder.ended, /--out DIR is missing/.test(noFolder.stderr)], [2, true]);
    assert.equal(lab.server.requests.length, 0);
  });

  it('is split into shards and merged, to the letter of the whole', async () => {
    await run();
    const whole = withoutTimes(results());
    const shards = ['1/3', '2/3', '3/3'].map(shard => ({ shard, to: join(folder, `shard ${shard.replace('/', ' of ')}`) }));
    for (const { shard, to } of shards) {
      out = to;
      assert.equal((await run('--shard', shard)).status, 0);
    }
    assert.equal(asked().length, 2 * REQUESTS);
    out = join(folder, 'merged');
    const merging = lab.program.start(['merge', ...shards.map(({ to }) => to), '--out', out]);
    assert.deepEqual([await merging.ended, merging.stderr], [0, '']);
    assert.ok(withoutTimes(results()) === whole, 'The results differ.');
    assert.deepEqual(rightOf(), [
      ['direct', 5],
      ['chain', 8],
    ]);
    const again = lab.program.start(['merge', shards[0]?.to ?? '', shards[0]?.to ?? '', '--out', join(folder, 'doubled')]);
    assert.equal(await again.ended, 0);
    assert.match(again.stderr, /more than one folder: 8\.[\s\S]*12 of 20 are not answered/);
  });

  it('merges nothing that does not belong together, and overwrites nothing', async () => {
    await run('--strategies', 'direct');
    const one = out;
    out = join(folder, 'other');
    await run('--strategies', 'direct', '--questions', '3');
    const merge = async (...args: string[]) => {
      const merging = lab.program.start(['merge', ...args]);
      return [await merging.ended, merging.stderr] as const;
    };
    const [status, stderr] = await merge(one, out, '--out', join(folder, 'both'));
    assert.equal(status, 2);
    assert.match(stderr, /cannot be joined with .*: suites is sums \(3\) there, and sums \(10\) in the other/);
    assert.match((await merge(one, '--out', out))[1], /holds results already/);
    assert.match((await merge(folder, '--out', join(folder, 'both')))[1], /no such file/);
    assert.match((await merge('--out', out))[1], /takes the folders/);
  });

  it('writes requests as a Batch file and takes in what came of them, round by round', async () => {
    const file = join(folder, 'requests.jsonl');
    const rounds: number[] = [];
    for (let round = 0; round < 4; round++) {
      assert.equal((await run('--export-batch', file)).status, 0);
      const requests = readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .map(line => JSON.parse(line));
      rounds.push(requests.length);
      assert.deepEqual(Object.keys(requests[0]), ['custom_id', 'method', 'url', 'body']);
      assert.equal(new Set(requests.map(({ custom_id }) => custom_id)).size, requests.length);
      writeFileSync(
        file,
        requests
          .toReversed()
          .map(({ custom_id, body }) => outputLine(custom_id, body))
          .join(''),
      );
      for (const _twice of [1, 2]) await run('--import-batch', file);
    }
    assert.deepEqual([rounds, asked().length], [[20, 10, 10, 10], 0]);
    const batched = withoutTimes(results());
    assert.deepEqual(rightOf(), [
      ['direct', 5],
      ['chain', 8],
    ]);
    out = join(folder, 'asked');
    await run();
    assert.ok(batched === withoutTimes(results()), 'The results differ.');
  });

  it('hands every strategy over to a Batch service, to its end', async () => {
    const file = join(folder, 'requests.jsonl');
    const strategies = ['--strategies', 'vote,tree,seed-notebook', '--questions', '2'];
    let rounds = 0;
    for (;;) {
      await run(...strategies, '--export-batch', file);
      const requests = readFileSync(file, 'utf8')
        .split('\n')
        .flatMap(line => (line ? [JSON.parse(line)] : []));
      if (requests.length === 0) break;
      assert.ok(++rounds < 60, 'It comes to no end.');
      writeFileSync(file, requests.map(({ custom_id, body }) => outputLine(custom_id, body)).join(''));
      await run(...strategies, '--import-batch', file);
    }
    assert.deepEqual([summary().answered, summary().strategies.filter(({ accuracy }) => accuracy.of === 2).length], [6, 3]);
  });

  it('says which lines of a Batch output it could not use, and asks for them again', async () => {
    const file = join(folder, 'requests.jsonl');
    await run('--strategies', 'direct', '--export-batch', file);
    const before = readFileSync(file, 'utf8');
    const [first, second] = before.split('\n').map(line => (line ? JSON.parse(line).custom_id : ''));
    const lines = [
      { custom_id: first, response: { status_code: 500, body: {} } },
      { custom_id: second, response: null, error: { message: 'expired' } },
      { custom_id: 'somebody else', response: { status_code: 200, body: wholeReply({ model: '', messages: [] }) } },
    ];
    writeFileSync(file, lines.map(line => `${JSON.stringify(line)}\n`).join(''));
    const { status, stderr } = await run('--strategies', 'direct', '--import-batch', file);
    assert.equal(status, 1);
    assert.match(stderr, /taken in: 0; refused or not to be read: 3/);
    await run('--strategies', 'direct', '--export-batch', file);
    assert.equal(readFileSync(file, 'utf8'), before);
  });

  it('shows a bar with the time left on a terminal, and nothing of it elsewhere', async () => {
    const usual = ['--suite', join(folder, 'sums.jsonl'), '--model', 'small', '--base-url', lab.server.baseUrl, '--out', out];
    const running = lab.program.start(['evaluate', ...usual, '--strategies', 'direct'], { onTerminal: true });
    assert.equal(await running.ended, 0);
    assert.match(running.stderr, /█+░+ 5 of 10 · about \d+\.\d s left/);
    out = join(folder, 'elsewhere');
    assert.equal((await run('--strategies', 'direct')).stderr, '');
  });

  it('writes no key, whatever a server sends back', async () => {
    const key = 'sk-planted/0123456789+key';
    lab.server.always(({ body }) => sse([`It is ${key}, or ${key.slice(0, 9)}`, `${key.slice(9)}. ${body.model}`]));
    const running = start(['--strategies', 'direct'], { STEPWISE_API_KEY: key });
    assert.equal(await running.ended, 0);
    assert.equal(asked()[0]?.headers.authorization, `Bearer ${key}`);
    assert.deepEqual(searchFolder(lab.program.folder, key).found, []);
    assert.equal(holdsKey(running.stdout + running.stderr, key), false);
  });
});

const outputLine = (custom_id: string, body: Parameters<typeof wholeReply>[0]): string =>
  `${JSON.stringify({ id: 'x', custom_id, error: null, response: { status_code: 200, body: wholeReply(body) } })}\n`;

/** What the scripted server streams, as a Batch output has it. */
function wholeReply(body: Parameters<typeof sumReply>[0]['body']) {
  const frames = (sumReply({ body }).stream ?? []).flatMap(piece =>
    typeof piece === 'string' && piece.startsWith('data: {') ? [JSON.parse(piece.slice('data: '.length))] : [],
  );
  const content = frames.map(({ choices }) => choices[0]?.delta?.content ?? '').join('');
  return { choices: [{ message: { role: 'assistant', content }, finish_reason: 'stop' }], usage: frames.at(-1)?.usage };
}
