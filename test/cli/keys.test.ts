import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEventLines } from '../support/eventGrammar.ts';
import { failure, sse } from '../support/scriptedReplies.ts';
import { programWithServer } from './programWithServer.ts';

const OWN_KEY = 'sw-own-key-0001';
const OPENAI_KEY = 'sk-openai-key-0002';

describe('The keys of stepwise', function () {
  const lab = programWithServer(this);
  beforeEach(() => lab.server.always(() => sse(['Yes.'])));

  const ask = (env: Readonly<Record<string, string>>, ...more: string[]) =>
    lab.program.start(['ask', 'Why?', '--model', 'small', '--strategy', 'direct', '--quiet', ...more], { env });
  const byFlag = () => ['--base-url', lab.server.baseUrl];
  const sentKeys = () => [...new Set(lab.server.requests.map(({ headers }) => headers.authorization))];

  it('go by STEPWISE_API_KEY to the origin of --base-url', async () => {
    const run = ask({ STEPWISE_API_KEY: OWN_KEY }, ...byFlag());
    assert.equal(await run.ended, 0);
    assert.deepEqual(sentKeys(), [`Bearer ${OWN_KEY}`]);
    assert.equal(run.stderr, '');
  });

  it('go by OPENAI_API_KEY to the origin of OPENAI_BASE_URL', async () => {
    const run = ask({ OPENAI_API_KEY: OPENAI_KEY, OPENAI_BASE_URL: lab.server.baseUrl });
    assert.equal(await run.ended, 0);
    assert.deepEqual(sentKeys(), [`Bearer ${OPENAI_KEY}`]);
  });

  it('on one origin go by STEPWISE_API_KEY first', async () => {
    const run = ask({ OPENAI_API_KEY: OPENAI_KEY, OPENAI_BASE_URL: lab.server.baseUrl, STEPWISE_API_KEY: OWN_KEY }, ...byFlag());
    assert.equal(await run.ended, 0);
    assert.deepEqual(sentKeys(), [`Bearer ${OWN_KEY}`]);
  });

  it('are withheld from any other origin, which is told in one line with the variable to set', async () => {
    const run = ask({ OPENAI_API_KEY: OPENAI_KEY }, ...byFlag());
    assert.equal(await run.ended, 0);
    assert.deepEqual(sentKeys(), [undefined]);
    assert.match(run.stderr, /^[^\n]*STEPWISE_API_KEY[^\n]*\n$/);
  });

  it('are withheld by an event, too', async () => {
    const run = ask({ OPENAI_API_KEY: OPENAI_KEY }, ...byFlag(), '--json');
    assert.equal(await run.ended, 0);
    const notice = parseEventLines(run.stdout)[1];
    assert.ok(notice?.type === 'notice' && notice.code === 'key-withheld');
    assert.equal(notice.facts?.['variable'], 'STEPWISE_API_KEY');
  });

  it('are the only thing of the environment that reaches a server', async () => {
    const secret = 'do-not-send-this';
    const run = ask(
      {
        OPENAI_ORG_ID: secret,
        OPENAI_PROJECT_ID: secret,
        OPENAI_WEBHOOK_SECRET: secret,
        OPENAI_ADMIN_KEY: secret,
        OPENAI_CUSTOM_HEADERS: `X-Secret: ${secret}`,
        OPENAI_LOG: 'debug',
      },
      ...byFlag(),
    );
    assert.equal(await run.ended, 0);
    assert.doesNotMatch(JSON.stringify(lab.server.requests), new RegExp(secret));
    assert.deepEqual([run.stdout, run.stderr], ['Yes.\n', '']);
  });

  it('are never printed, whatever a server sends back', async () => {
    lab.server.script(failure(400, `Wrong key: ${OWN_KEY}`));
    const trace = join(lab.program.folder, 'key-trace.jsonl');
    const failed = ask({ STEPWISE_API_KEY: OWN_KEY }, ...byFlag(), '--json', '--trace', trace);
    assert.equal(await failed.ended, 1);
    lab.server.script(sse(['Your key is sw-own', '-key-0001, is it not?']));
    const echoed = ask({ STEPWISE_API_KEY: OWN_KEY }, ...byFlag());
    assert.equal(await echoed.ended, 0);
    const printed = [failed, echoed].map(({ stdout, stderr }) => stdout + stderr).join('') + (await readFile(trace, 'utf8'));
    assert.doesNotMatch(printed, new RegExp(OWN_KEY));
    assert.equal(echoed.stdout, 'Your key is [key], is it not?\n');
  });
});
