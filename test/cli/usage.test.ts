import assert from 'node:assert/strict';
import { type BuiltProgram, buildProgram } from '../support/program.ts';
import { type ScriptedServer, startScriptedServer } from '../support/scriptedServer.ts';

describe('Using stepwise', function () {
  this.timeout(30_000);
  let program: BuiltProgram;
  let server: ScriptedServer;

  before(async () => {
    [program, server] = await Promise.all([buildProgram(), startScriptedServer()]);
  });
  after(() => Promise.all([program.remove(), server.close()]));

  const wrong: readonly (readonly [what: string, args: readonly string[], words: RegExp])[] = [
    ['no command', [], /No command/],
    ['a command that is none', ['dance'], /Unknown command "dance"/],
    ['a flag that is none', ['ask', 'Why?', '--colour'], /Unknown flag --colour/],
    ['a flag without its value', ['ask', 'Why?', '--model', '--json'], /--model needs a value/],
    ['no base URL', ['ask', 'Why?', '--model', 'm'], /--base-url URL/],
    ['a base URL that is none', ['ask', 'Why?', '--model', 'm', '--base-url', 'localhost'], /--base-url: .*not a URL/],
    ['no model', ['ask', 'Why?', '--base-url', 'http://127.0.0.1:9/v1'], /--model NAME/],
    ['a minimum above the maximum', ['ask', 'Why?', '--min-steps', '5', '--max-steps', '4'], /--min-steps 5 is above --max-steps 4/],
    ['two forms of output', ['ask', 'Why?', '--json', '--markdown'], /--json and --markdown/],
    ['a file that is not there', ['ask', 'Why?', '--base-url', 'http://127.0.0.1:9', '--model', 'm', '--file', 'no.ts'], /no such file/],
  ];
  for (const [what, args, words] of wrong) {
    it(`ends with 2 for ${what}, with a line that says so and a hint`, async () => {
      const run = program.start(args);
      assert.equal(await run.ended, 2);
      assert.equal(run.stdout, '');
      assert.match(run.stderr, words);
      assert.equal(run.stderr.trimEnd().split('\n').length, 2);
    });
  }

  it('prints its help and its version', async () => {
    const [help, version] = [program.start(['--help']), program.start(['--version'])];
    assert.deepEqual([await help.ended, await version.ended], [0, 0]);
    assert.match(help.stdout, /stepwise ask .*\n.*stepwise models.*\n.*stepwise doctor/);
    assert.match(version.stdout, /^\d+\.\d+\.\d+\n$/);
  });

  it('lists what an endpoint serves, with context sizes', async () => {
    const data = [{ id: 'large', max_model_len: 32_768 }, { id: 'unknown-one' }];
    server.route('/v1/models', { body: { data } });
    const [table, json] = [[], ['--json']].map(more => program.start(['models', '--base-url', server.baseUrl, ...more]));
    assert.deepEqual([await table?.ended, await json?.ended], [0, 0]);
    assert.equal(table?.stdout, 'large        context: 32,768 tokens\nunknown-one\n');
    assert.deepEqual(JSON.parse(json?.stdout ?? ''), [{ id: 'large', contextSize: 32_768 }, { id: 'unknown-one' }]);
  });

  it('finds the context size of a single model where llama.cpp tells it', async () => {
    server.route('/v1/models', { body: { data: [{ id: 'tiny', owned_by: 'llamacpp' }] } });
    server.route('/props', { body: { default_generation_settings: { n_ctx: 2048 } } });
    const run = program.start(['models', '--base-url', server.baseUrl, '--json']);
    assert.equal(await run.ended, 0);
    assert.deepEqual(JSON.parse(run.stdout), [{ id: 'tiny', contextSize: 2048, ownedBy: 'llamacpp' }]);
  });

  it('ends with 1 where the endpoint does not answer', async () => {
    const gone = await startScriptedServer();
    await gone.close();
    const run = program.start(['models', '--base-url', gone.baseUrl]);
    assert.equal(await run.ended, 1);
    assert.match(run.stderr, /does not answer/);
  });
});
