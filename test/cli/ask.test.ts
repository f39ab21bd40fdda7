import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findGrammarFaults, parseEventLines } from '../support/eventGrammar.ts';
import { failure, type Reply, sse, sseStep } from '../support/scriptedReplies.ts';
import { programWithServer } from './programWithServer.ts';

const step = (title: string, content = `${title} matters.`, nextAction: 'continue' | 'final_answer' = 'continue') =>
  sseStep({ title, content, nextAction }, { usage: { prompt: 300, completion: 40, cached: 256 } });
const answer = (text = 'It is 4.') => sse(text.match(/.{1,4}/gs) ?? [], { usage: { prompt: 500, completion: 9 } });
const threeSteps = (): Reply[] => [step('Look'), step('Think'), step('Check', 'All is well.', 'final_answer'), answer()];

describe('stepwise ask', function () {
  const lab = programWithServer(this);

  const endpoint = () => ['--base-url', lab.server.baseUrl, '--model', 'small'];
  const chats = () => lab.server.requests.filter(({ path }) => path === '/v1/chat/completions');

  it('prints the steps with their times, the answer and the totals', async () => {
    lab.server.script(...threeSteps());
    const run = lab.program.start(['ask', 'What is 2 + 2?', ...endpoint(), '--preset', 'quick']);
    assert.equal(await run.ended, 0);
    assert.equal(run.stderr, '');
    assert.equal(
      run.stdout.replace(/\d+\.\d s/g, 'N s'),
      [
        'Step 1: Look\nLook matters.\n— N s\n',
        'Step 2: Think\nThink matters.\n— N s\n',
        'Step 3: Check\nAll is well.\n— N s\n',
        'Answer\nIt is 4.\n— N s\n',
        'Total: N s · 1,400 prompt tokens (768 of them cached) · 129 completion tokens\n',
      ].join('\n'),
    );
  });

  it('shows a step while it is being written', async () => {
    let goOn = () => {};
    const pause = new Promise<void>(resolve => {
      goOn = resolve;
    });
    lab.server.script(sse(['{"title":"Look","content":"Half a', pause, ' step.","next_action":"final_answer"}']), answer());
    const run = lab.program.start(['ask', 'Why?', ...endpoint(), '--min-steps', '1']);
    await run.shows('Step 1: Look\nHalf a');
    assert.doesNotMatch(run.stdout, /step\./);
    goOn();
    assert.equal(await run.ended, 0);
  });

  it('prints with --json one event a line by the grammar of the contract, and nothing else', async () => {
    lab.server.script(...threeSteps());
    const run = lab.program.start(['ask', 'What is 2 + 2?', ...endpoint(), '--json', '--max-steps', '4']);
    assert.equal(await run.ended, 0);
    const events = parseEventLines(run.stdout);
    assert.deepEqual(findGrammarFaults(events), []);
    assert.equal(run.stderr, '');
    const start = events[0];
    const end = events.at(-1);
    assert.ok(start?.type === 'run-start' && end?.type === 'run-end');
    assert.deepEqual([start.question, start.model, start.limits.maxSteps], ['What is 2 + 2?', 'small', 4]);
    assert.deepEqual([end.answer, end.stopReason, end.requests], ['It is 4.', 'answered', 4]);
  });

  it('goes on when the conversation outgrows the context, and says so once', async () => {
    const sizes = { code: 400, type: 'exceed_context_size_error', n_prompt_tokens: 1500, n_ctx: 1400 };
    const tooLong = failure(400, 'request (1500 tokens) exceeds the available context size (1400 tokens), try increasing it', sizes);
    const content = 'Two and two are two pairs of one thing each. '.repeat(100);
    const long = sseStep({ title: 'Look', content, nextAction: 'continue' }, { usage: { prompt: 300, completion: 1100 } });
    lab.server.script(long, tooLong, step('Think'), step('Check', 'All is well.', 'final_answer'), answer());
    const run = lab.program.start(['ask', 'What is 2 + 2?', ...endpoint(), '--preset', 'quick']);
    assert.equal(await run.ended, 0);
    assert.match(run.stdout, /Step 2: Think\nThink matters\.[\s\S]*Answer\nIt is 4\./);
    assert.equal(
      run.stderr,
      'All of it no longer fits into the 1400 tokens that the model can see at once. The oldest steps are passed on in brief.\n',
    );
    const again = chats().at(-3)?.body.messages ?? [];
    assert.deepEqual(
      again.map(({ role }) => role),
      ['system', 'user'],
    );
    assert.match(String(again[1]?.content), /^What is 2 \+ 2\?\n\nEstablished so far, .*1\. Look\n/s);
  });

  it('prints with --markdown what can be pasted into a review', async () => {
    lab.server.script(...threeSteps());
    const run = lab.program.start(['ask', 'What is 2 + 2?', ...endpoint(), '--markdown']);
    assert.equal(await run.ended, 0);
    assert.match(run.stdout, /^## Question\n\n> What is 2 \+ 2\?\n\n### Step 1: Look \(\d\.\d s\)\n\nLook matters\.\n\n/);
    assert.match(run.stdout, /## Answer \(\d\.\d s\)\n\nIt is 4\.\n\n---\n\n_small · balanced · \d\.\d s · 1,400 prompt tokens/);
  });

  it('prints with --quiet the answer only', async () => {
    lab.server.script(...threeSteps());
    const run = lab.program.start(['ask', 'What is 2 + 2?', ...endpoint(), '--quiet']);
    assert.equal(await run.ended, 0);
    assert.deepEqual([run.stdout, run.stderr], ['It is 4.\n', '']);
  });

  it('answers at once with the strategy direct', async () => {
    lab.server.script(answer());
    const run = lab.program.start(['ask', 'Why?', ...endpoint(), '--strategy', 'direct', '--quiet']);
    assert.equal(await run.ended, 0);
    assert.equal(chats().length, 1);
  });

  it('re-enacts a seed program, and sends what that program sent', async () => {
    lab.server.script(step('Look', 'Two and two.', 'final_answer'), step('Answer', 'Four.', 'final_answer'));
    const run = lab.program.start(['ask', 'What is 2 + 2?', ...endpoint(), '--strategy', 'seed-streamlit', '--quiet']);
    assert.equal(await run.ended, 0);
    assert.equal(run.stdout, 'Four.\n');
    const bodies = chats().map(({ body }) => [body['max_tokens'], body['temperature'], body.response_format]);
    assert.deepEqual(bodies, Array(2).fill([1000, 0.2, { type: 'json_object' }]));
    assert.deepEqual(
      chats()[1]?.body.messages.map(({ role }) => role),
      ['system', 'user', 'assistant', 'assistant', 'user'],
    );
  });

  it('writes the same events into the trace, readable for its owner alone', async () => {
    lab.server.script(...threeSteps());
    const trace = join(lab.program.folder, 'trace.jsonl');
    await writeFile(trace, 'old', { mode: 0o644 });
    const run = lab.program.start(['ask', 'Why?', ...endpoint(), '--trace', trace, '--json']);
    assert.equal(await run.ended, 0);
    assert.equal(await readFile(trace, 'utf8'), run.stdout);
    assert.equal((await stat(trace)).mode & 0o777, 0o600);
  });

  it('sends lines of a file and standard input as excerpts', async () => {
    lab.server.script(answer());
    await writeFile(join(lab.program.folder, 'sum.ts'), 'one\ntwo\nthree\nfour\n');
    const args = ['ask', 'What breaks?', ...endpoint(), '--file', 'sum.ts:2-3', '--file', '-', '--strategy', 'direct'];
    const run = lab.program.start(args, { stdin: '-minus\n+plus\n' });
    assert.equal(await run.ended, 0);
    const sent = chats()[0]?.body.messages.at(-1)?.content ?? '';
    assert.match(sent, /<excerpt path="sum\.ts" lines="2-3" language="typescript">\ntwo\nthree\n<\/excerpt>/);
    assert.match(sent, /<excerpt path="stdin" lines="1-2" language="\w+">\n-minus\n\+plus\n<\/excerpt>/);
  });

  it('reads the question from standard input where none is given', async () => {
    lab.server.script(answer());
    const run = lab.program.start(['ask', ...endpoint(), '--strategy', 'direct', '--quiet'], { stdin: 'Why so?\n' });
    assert.equal(await run.ended, 0);
    assert.equal(chats()[0]?.body.messages.at(-1)?.content.includes('Why so?'), true);
  });

  it('strips what would steer a terminal', async () => {
    lab.server.script(sse(['\u001b]0;ti', 'tle\u0007Saf', 'e \u001b[3', '1mred\u001b[0m\u0008\n']));
    const run = lab.program.start(['ask', 'Why?', ...endpoint(), '--strategy', 'direct', '--quiet']);
    assert.equal(await run.ended, 0);
    assert.equal(run.stdout, 'Safe red\n');
  });

  it('ends with 1 where the run fails, and says what to do', async () => {
    lab.server.script(failure(404, 'The model `small` does not exist.', { code: 'model_not_found' }));
    const run = lab.program.start(['ask', 'Why?', ...endpoint(), '--json']);
    assert.equal(await run.ended, 1);
    assert.deepEqual(findGrammarFaults(parseEventLines(run.stdout)), []);
    assert.match(run.stderr, /has no model named small\..*\n"stepwise models" lists/);
  });

  it('remembers what the endpoint does not take, in its state folder and nowhere else', async () => {
    const refuse = () => failure(400, 'response_format of this type is not available');
    lab.server.script(refuse(), step('Look'), step('Think'), step('Check', 'Yes.', 'final_answer'), answer());
    const env = { XDG_STATE_HOME: join(lab.program.folder, 'learning') };
    const run = lab.program.start(['ask', 'Why?', ...endpoint()], { env });
    assert.equal(await run.ended, 0);
    assert.match(run.stderr, /^The server .*\n$/);
    lab.server.script(...threeSteps());
    const again = lab.program.start(['ask', 'Why?', ...endpoint(), '--quiet'], { env });
    assert.equal(await again.ended, 0);
    assert.equal(chats().length, 9);
    assert.equal(existsSync(join(env.XDG_STATE_HOME, 'stepwise', 'learned.json')), true);
  });

  it('sets a broken file of learned things aside, and says so', async () => {
    lab.server.script(answer());
    const env = { XDG_STATE_HOME: lab.program.folder };
    const file = join(lab.program.folder, 'stepwise', 'learned.json');
    await mkdir(join(lab.program.folder, 'stepwise'), { recursive: true });
    await writeFile(file, '{"http');
    const run = lab.program.start(['ask', 'Why?', ...endpoint(), '--strategy', 'direct'], { env });
    assert.equal(await run.ended, 0);
    assert.match(run.stderr, /learned\.json was broken/);
    assert.equal(await readFile(`${file}.broken`, 'utf8'), '{"http');
  });

  it('speaks Chinese where the locale does', async () => {
    lab.server.script(...threeSteps());
    const run = lab.program.start(['ask', 'Why?', ...endpoint()], { env: { LANG: 'zh_CN.UTF-8' } });
    assert.equal(await run.ended, 0);
    assert.doesNotMatch(run.stdout, /Step 1|Answer|Total/);
    assert.match(run.stdout, /\p{Script=Han}/u);
  });
});
