import assert from 'node:assert/strict';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eventsOfSession } from '../../src/engine/eventsOfSession.ts';
import { sessionOfRecording } from '../../src/engine/recording.ts';
import { recordSession } from '../support/recordedSession.ts';
import { failure, type Reply, sse, sseStep } from '../support/scriptedReplies.ts';
import { programWithServer } from './programWithServer.ts';

const step = (title: string, nextAction: 'continue' | 'final_answer' = 'continue') =>
  sseStep({ title, content: `${title} matters.`, nextAction }, { usage: { prompt: 300, completion: 40, cached: 256 } });
const answer = (text: string) => sse(text.match(/.{1,4}/gs) ?? [], { usage: { prompt: 500, completion: 9 } });
const threeSteps = (text = 'It is 4.'): Reply[] => [step('Look'), step('Think'), step('Check', 'final_answer'), answer(text)];

describe('stepwise replay', function () {
  const lab = programWithServer(this);

  const pathOf = (name: string) => join(lab.program.folder, name);
  const endpoint = () => ['--base-url', lab.server.baseUrl, '--model', 'small', '--preset', 'quick'];

  /** Runs the program to its end. */
  async function run(args: readonly string[], stdin?: string) {
    const started = lab.program.start(args, stdin === undefined ? {} : { stdin });
    const status = await started.ended;
    return { status, stdout: started.stdout, stderr: started.stderr };
  }

  async function record(name: string, ...replies: readonly Reply[]) {
    lab.server.script(...replies);
    return run(['ask', 'What is 2 + 2?', ...endpoint(), '--trace', pathOf(name)]);
  }

  it('prints a recorded run to the letter as it was printed live', async () => {
    const live = await record('trace.jsonl', ...threeSteps());
    assert.equal(live.status, 0);
    assert.ok(live.stdout.includes('Step 3: Check'));
    assert.deepEqual(await run(['replay', pathOf('trace.jsonl')]), live);
  });

  it('prints several chains as they were printed live, and in Markdown what each came to', async () => {
    lab.server.script(...threeSteps('It is 4.'), ...threeSteps('The answer is 4.'));
    const live = await run(['ask', 'What?', ...endpoint(), '--strategy', 'vote', '--concurrency', '1', '--trace', pathOf('vote.jsonl')]);
    assert.equal(live.status, 0);
    assert.match(
      live.stdout,
      /^Chain 1 · Step 1: Look\nLook matters\.\n— [\s\S]*^Chain 2 · Step 3: Check\n[\s\S]*^Answer\nIt is 4\.\n\n2 of 2 agree\n/m,
    );
    assert.deepEqual(await run(['replay', pathOf('vote.jsonl')]), live);
    const { stdout } = await run(['replay', pathOf('vote.jsonl'), '--markdown']);
    assert.match(
      stdout,
      /## Answer[\s\S]*_2 of 2 agree_\n\n## Other chains\n\n### Chain 2\n\n1\. Look\n2\. Think\n3\. Check\n\n\*\*Answer\*\*: 4\n/,
    );
  });

  it('prints a failed run as it was printed live, and ends with 0: the recording was drawn', async () => {
    const live = await record('failed.jsonl', step('Look'), failure(401, 'no key'));
    assert.equal(live.status, 1);
    assert.deepEqual(await run(['replay', pathOf('failed.jsonl')]), { ...live, status: 0 });
  });

  it('reads what --json printed from standard input, and asks no server', async () => {
    lab.server.script(...threeSteps());
    const { stdout } = await run(['ask', 'What is 2 + 2?', ...endpoint(), '--json']);
    const sent = lab.server.requests.length;
    const replayed = await run(['replay', '-'], stdout);
    assert.match(replayed.stdout, /^Step 1: Look\nLook matters\.\n— /);
    assert.deepEqual([replayed.status, replayed.stderr, lab.server.requests.length], [0, '', sent]);
    assert.deepEqual(await run(['replay', '-', '--quiet'], stdout), { status: 0, stdout: 'It is 4.\n', stderr: '' });
    assert.match((await run(['replay', '-', '--markdown'], stdout)).stdout, /^## Question\n\n> What is 2 \+ 2\?\n\n### Step 1: Look \(/);
  });

  it('draws several runs of one file, each below its question', async () => {
    await record('one.jsonl', ...threeSteps('It is 4.'));
    await record('two.jsonl', ...threeSteps('Four.'));
    await appendFile(pathOf('one.jsonl'), await readFile(pathOf('two.jsonl'), 'utf8'));
    const { stdout } = await run(['replay', pathOf('one.jsonl')]);
    assert.equal(stdout.match(/^Question\n> What is 2 \+ 2\?\n\nStep 1: Look\n/gm)?.length, 2);
    assert.match(stdout, /It is 4\.[\s\S]*Four\./);
  });

  it('draws what VS Code exported: branches, an edited step, a remark, a pause, a failure', async () => {
    const session = sessionOfRecording((await recordSession()).events, 's');
    await writeFile(
      pathOf('export.jsonl'),
      eventsOfSession(session)
        .map(event => `${JSON.stringify(event)}\n`)
        .join(''),
    );
    const { status, stdout, stderr } = await run(['replay', pathOf('export.jsonl')]);
    assert.equal(status, 0);
    assert.match(stdout, /› Remark: Mind the empty list\./);
    assert.match(stdout, /Step 2: Mind\nThe empty list\./);
    assert.match(stdout, /^> Is that so\?$/m);
    assert.match(stderr, /refused the API key/);
  });

  it('draws a run that never came to its end, leaves a torn last line out, and says both', async () => {
    await record('torn.jsonl', ...threeSteps());
    const lines = (await readFile(pathOf('torn.jsonl'), 'utf8')).split('\n');
    const head = lines.slice(0, lines.findIndex(line => line.includes('"step-end"')) + 1);
    await writeFile(pathOf('torn.jsonl'), `${head.join('\n')}\n{"type":"step-sta`);
    const { status, stdout, stderr } = await run(['replay', pathOf('torn.jsonl')]);
    assert.deepEqual([status, stdout.replace(/\d\.\d s/, 'N s')], [0, 'Step 1: Look\nLook matters.\n— N s\n\n']);
    assert.equal(stderr, `Interrupted before its end.\nLine ${head.length + 1} was not written whole. It is left out.\n`);
  });

  it('ends with 2 for a file that is no recording, and names the line', async () => {
    await record('good.jsonl', ...threeSteps());
    const [first] = (await readFile(pathOf('good.jsonl'), 'utf8')).split('\n');
    await writeFile(pathOf('bad.jsonl'), `${first}\nDear diary\n{}\n`);
    const { status, stdout, stderr } = await run(['replay', pathOf('bad.jsonl')]);
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr, /bad\.jsonl: Line 2 is not JSON\./);
    const gone = await run(['replay', pathOf('none.jsonl')]);
    assert.deepEqual([gone.status, gone.stdout], [2, '']);
    assert.match(gone.stderr, /none\.jsonl: there is no such file\./);
    assert.match((await run(['replay'])).stderr, /"replay" takes one file\./);
  });

  it('prints no key that a recording holds', async () => {
    await record('key.jsonl', ...threeSteps('It is sk-planted-key-1.'));
    const started = lab.program.start(['replay', pathOf('key.jsonl')], { env: { OPENAI_API_KEY: 'sk-planted-key-1' } });
    assert.equal(await started.ended, 0);
    assert.match(started.stdout, /It is \[key\]\./);
  });
});
