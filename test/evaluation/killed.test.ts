import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom } from '../../src/evaluation/suites/random.ts';
import { type BuiltProgram, buildProgram, type RunningProgram } from '../support/program.ts';
import { type Reply, silence, sse } from '../support/scriptedReplies.ts';
import { type ScriptedServer, type SeenRequest, startScriptedServer } from '../support/scriptedServer.ts';
import { createSolver } from '../support/simulatedSolver.ts';
import { letterOf, suiteOfSums, withoutTimes } from '../support/sums.ts';

const SEED = 6;
const MOMENTS = 10;
const QUESTIONS = 5;
const STRATEGIES = 'direct,chain,single-pass,vote,verify,tree,seed-notebook';

/** A solver that is often wrong, so that chains disagree and checks find something. */
const TRAITS = {
  seed: 1,
  astray: [0.3, 0.1],
  direct: 0.4,
  steps: { firm: [0.5, 0.5], lost: [0.2, 0.8] },
  told: { settles: 0.8, finds: 0.2, clings: 0.5, swayed: 0.3 },
};

/** The simulated solver as a server that counts what it has answered, and that can be told to kill whoever asks the request number so-and-so. */
interface CountingServer {
  readonly server: ScriptedServer;
  /** How often each request, to the letter, was answered. */
  readonly answered: Map<string, number>;
  /** The newest one. */
  last: string;
  total: number;
  killAt: { readonly total: number; readonly kill: () => void } | undefined;
}

describe('stepwise evaluate, killed', function () {
  this.timeout(300_000);
  let program: BuiltProgram;
  let lab: CountingServer;
  let whole: { readonly results: string; readonly answered: ReadonlyMap<string, number>; readonly total: number; readonly writes: number };
  const random = createRandom(SEED);

  before(async () => {
    program = await buildProgram();
    writeFileSync(join(program.folder, 'sums.jsonl'), suiteOfSums(QUESTIONS));
    lab = await startCountingServer();
    const { status, stderr } = await finish(start(COUNT_WRITES));
    assert.equal(status, 0, stderr);
    whole = { results: results(), answered: new Map(lab.answered), total: lab.total, writes: Number(/writes: (\d+)/.exec(stderr)?.[1]) };
    await lab.server.close();
  });
  after(() => program.remove());
  beforeEach(async () => {
    rmSync(join(program.folder, 'out'), { recursive: true, force: true });
    lab = await startCountingServer();
  });
  afterEach(() => lab.server.close());

  function start(before?: string): RunningProgram {
    const args = ['evaluate', '--suite', join(program.folder, 'sums.jsonl'), '--strategies', STRATEGIES, '--preset', 'quick'];
    const where = ['--model', 'solver', '--base-url', lab.server.baseUrl, '--concurrency', '1', '--out', join(program.folder, 'out')];
    return program.start([...args, ...where], before === undefined ? {} : { before });
  }
  const finish = async (run: RunningProgram) => ({ status: await run.ended, stderr: run.stderr });
  const results = () => withoutTimes(readFileSync(join(program.folder, 'out/results.jsonl'), 'utf8'));

  /** Takes it up again, and compares everything with the evaluation that was not killed. */
  async function resumeAndCompare(): Promise<void> {
    const { status, stderr } = await finish(start());
    assert.equal(status, 0, stderr);
    assert.ok(results() === whole.results, 'The results differ.');
    assert.deepEqual(lab.answered, whole.answered);
    assert.deepEqual(readdirSync(join(program.folder, 'out')).sort(), ['plan.json', 'report.html', 'results.jsonl', 'summary.json']);
  }

  it('was not killed in the evaluation that all others are held against', () => {
    assert.ok(whole.total > 100 && whole.writes > whole.total, `${whole.total} requests, ${whole.writes} writes`);
    assert.ok(
      [...whole.answered.values()].some(times => times > 1),
      'Chains of a vote begin with the same request.',
    );
  });

  for (let moment = 1; moment <= MOMENTS; moment++) {
    it(`while it waits for a reply (${moment} of ${MOMENTS}): gives the same results, and asks nothing twice that was answered`, async () => {
      const at = random.whole(whole.total);
      const run = start();
      lab.killAt = { total: at, kill: () => run.process.kill('SIGKILL') };
      await run.ended;
      assert.equal(lab.total, at);
      lab.killAt = undefined;
      await resumeAndCompare();
    });
  }

  for (let moment = 1; moment <= MOMENTS; moment++) {
    it(`while it writes (${moment} of ${MOMENTS}): gives the same results, and asks nothing twice that was answered and kept`, async () => {
      const run = start(killInWrite(1 + random.whole(whole.writes), 1 + random.whole(98)));
      await run.ended;
      assert.equal(run.process.signalCode, 'SIGKILL');
      const lost = [...tornFiles(join(program.folder, 'out'))];
      assert.ok(lost.length <= 1);
      // A reply of which only a part was kept is lost, and only that one may be asked for again.
      if (lost.some(file => file.startsWith('unfinished'))) lab.answered.set(lab.last, (lab.answered.get(lab.last) ?? 0) - 1);
      await resumeAndCompare();
    });
  }

  it('is told how often it was killed', () => {
    process.stdout.write(
      `      Killed at ${2 * MOMENTS} moments, ${MOMENTS} of them while writing; ${whole.total} requests in each evaluation.\n`,
    );
  });
});

async function startCountingServer(): Promise<CountingServer> {
  const server = await startScriptedServer();
  const lab: CountingServer = { server, answered: new Map(), last: '', total: 0, killAt: undefined };
  server.route('/v1/models', { body: { data: [{ id: 'solver' }] } });
  server.always(request => (request.method === 'POST' ? answer(request, lab) : { status: 404, body: '' }));
  return lab;
}

function answer(request: SeenRequest, lab: CountingServer): Reply {
  if (lab.killAt?.total === lab.total) {
    lab.killAt.kill();
    return silence;
  }
  const letter = letterOf(request);
  const times = lab.answered.get(letter) ?? 0;
  lab.answered.set(letter, times + 1);
  Object.assign(lab, { last: letter, total: lab.total + 1 });
  const { messages, response_format } = request.body;
  const text = solve({ messages, form: response_format ? 'json' : 'text', seed: hashOf(`${times} ${letter}`) });
  return sse([text.slice(0, 9), text.slice(9)], { usage: { prompt: letter.length, completion: text.length } });
}

const hashOf = (text: string): number => createHash('sha256').update(text).digest().readUInt32BE();

const solve = createSolver(said => {
  const [question = '', a = '', b = ''] = /How much is (\d+) \+ (\d+)\?/.exec(said) ?? [];
  const right = Number(a) + Number(b);
  return { question, right: String(right), wrong: [String(right + 100), String(right + 200)] };
}, TRAITS);

const PATCH = `
  import fs from 'node:fs';
  const write = fs.writeSync;
  let writes = 0;
`;

/** Tells in the end how often something was written. */
const COUNT_WRITES = `${PATCH}
  fs.writeSync = (...args) => { writes += 1; return write(...args); };
  process.on('exit', () => console.error('writes: ' + writes));
`;

/** Writes so many hundredths of the write number so-and-so, and is gone. */
const killInWrite = (number: number, hundredths: number): string => `${PATCH}
  fs.writeSync = (file, bytes, ...more) => {
    writes += 1;
    if (writes < ${number}) return write(file, bytes, ...more);
    write(file, bytes, 0, Math.ceil((bytes.length * ${hundredths}) / 100));
    process.kill(process.pid, 'SIGKILL');
    for (;;);
  };
`;

/** The files below a folder whose last line is not whole, or that have nothing in them. */
function* tornFiles(folder: string): Generator<string, void> {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (name.endsWith('.jsonl') && !readFileSync(join(folder, name), 'utf8').endsWith('\n')) yield name;
  }
}
