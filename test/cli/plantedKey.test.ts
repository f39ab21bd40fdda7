import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { holdsKey, searchFolder } from '../support/keySearch.ts';
import { failure, type Reply, redirect, sse, sseStep } from '../support/scriptedReplies.ts';
import { type ScriptedServer, startScriptedServer } from '../support/scriptedServer.ts';
import { programWithServer } from './programWithServer.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');

/** How a server may write a key back. */
const FORMS: Readonly<Record<string, (key: string) => string>> = {
  raw: key => key,
  'URL-encoded': key => encodeURIComponent(key),
  'JSON-escaped': key => JSON.stringify({ authorization: `Bearer ${key}` }),
  'in base64': key => base64(`user:${key}`),
  'split over two lines': key => `${key.slice(0, 11)}\n${key.slice(11)}`,
};

describe('A planted key', function () {
  const setup = programWithServer(this);
  this.timeout(120_000);
  let key: string;
  let attacker: ScriptedServer;
  let printed = '';
  let searched = 0;

  before(() => {
    key = `sk-+/"${randomBytes(18).toString('base64')}"=end`;
  });
  beforeEach(async () => {
    printed = '';
    attacker = await startScriptedServer();
    attacker.always(() => sse(['Yes.']));
    // A refusal that nothing is tried after.
    setup.server.always(() => ({ status: 403, body: { error: { message: 'The script is over.' } } }));
  });
  afterEach(() => attacker.close());

  async function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<void> {
    const { program, server } = setup;
    const running = program.start([...args, '--base-url', server.baseUrl], { env: { STEPWISE_API_KEY: key, ...env } });
    await running.ended;
    printed += `${running.stdout}\n${running.stderr}\n`;
    searched++;
  }
  const ask = (...more: string[]) => run(['ask', 'Why?', '--model', 'small', '--max-steps', '1', '--min-steps', '1', ...more]);

  function assertNowhere(): void {
    const { program, server } = setup;
    assert.ok(server.requests.length > 0);
    assert.equal(server.requests[0]?.headers.authorization, `Bearer ${key}`, 'The key was sent where it belongs.');
    const lines = printed.split('\n').filter((_line, place, all) => holdsKey(all.slice(place, place + 2).join('\n'), key));
    assert.deepEqual(lines, []);
    assert.deepEqual(searchFolder(program.folder, key).found, []);
  }

  for (const [how, write] of Object.entries(FORMS)) {
    const replies: Readonly<Record<string, () => readonly Reply[]>> = {
      'a refusal': () => [failure(401, `Wrong key ${write(key)}.`, { param: write(key), code: write(key) })],
      'a plain refusal': () => [{ status: 400, body: `Wrong: ${write(key)}` }],
      'a failing stream': () => [
        { stream: [`data: ${JSON.stringify({ error: { message: `Lost ${write(key)}`, code: 400 } })}\n\n`, 'data: [DONE]\n\n'] },
      ],
      'a step and an answer': () => {
        const text = `It is ${write(key)}.`;
        return [
          sseStep({ title: text, content: text, nextAction: 'final_answer' }, { reasoning: [text.slice(0, 9), text.slice(9)] }),
          sse(text.match(/.{1,5}/gsu) ?? [], { reasoning: [text] }),
        ];
      },
    };
    for (const [where, play] of Object.entries(replies)) {
      // Words of a model may break a key as they like; what a server says of a failure is put into one line.
      if (how === 'split over two lines' && where === 'a step and an answer') continue;
      it(`is in nothing that is printed or written, sent back ${how} in ${where}`, async () => {
        for (const form of [[], ['--json', '--trace', join(setup.program.folder, 'trace.jsonl')]]) {
          setup.server.script(...play());
          await ask(...form);
        }
        assertNowhere();
      });
    }
  }

  it('is in nothing that doctor and models print of a server that lists it', async () => {
    for (const write of Object.values(FORMS)) {
      setup.server.route('/v1/models', { body: { data: [{ id: `m ${write(key)}` }] } });
      setup.server.always(() => failure(401, write(key)));
      await run(['models']);
      await run(['models', '--json']);
      await run(['doctor', '--model', 'small']);
      await run(['doctor', '--model', 'small', '--json']);
    }
    assertNowhere();
  });

  it('follows no redirect to another host, port or scheme', async () => {
    const { server } = setup;
    const port = new URL(server.origin).port;
    for (const target of [attacker.origin, attacker.origin.replace('127.0.0.1', 'localhost'), `https://127.0.0.1:${port}`]) {
      const statuses = target === attacker.origin ? [301, 302, 303, 307, 308] : [307];
      for (const status of statuses) {
        server.script(redirect(`${target}/v1/chat/completions`, status));
        await ask('--strategy', 'direct');
      }
    }
    assert.deepEqual(attacker.requests, []);
    assertNowhere();
  });

  it('would be seen to follow one: within its origin a redirect is followed', async () => {
    setup.server.script(redirect(`${setup.server.origin}/elsewhere`));
    setup.server.route('/elsewhere', sse(['Yes.']));
    await ask('--strategy', 'direct');
    assert.equal(setup.server.requests.at(-1)?.path, '/elsewhere');
    assert.equal(setup.server.requests.at(-1)?.headers.authorization, `Bearer ${key}`);
  });

  it('goes to a server on this machine by no proxy that the environment names', async () => {
    setup.server.script(sse(['Yes.']));
    const names = ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy'];
    await run(['ask', 'Why?', '--model', 'small', '--strategy', 'direct'], Object.fromEntries(names.map(name => [name, attacker.origin])));
    assert.deepEqual(attacker.requests, []);
    assertNowhere();
  });

  it('would be found: the search finds it in what the server sent', () => {
    for (const write of Object.values(FORMS)) assert.equal(holdsKey(write(key), key), true);
    console.log(`      a planted key: found in none of ${searched} runs of the program, in ${Object.keys(FORMS).length} spellings`);
  });
});
