import assert from 'node:assert/strict';
import { type BuiltProgram, buildProgram, type RunningProgram } from '../support/program.ts';
import { type SharedServer, sharedServer } from './sharedServer.ts';

describe('stepwise doctor on a real vLLM', function () {
  this.timeout(300_000);
  let program: BuiltProgram;
  let server: SharedServer;

  before(async () => {
    [program, server] = await Promise.all([buildProgram(), sharedServer()]);
  });
  after(() => program.remove());

  const doctor = async (key: string): Promise<RunningProgram> => {
    const run = program.start(['doctor', '--base-url', server.baseUrl, '--model', server.model], { env: { STEPWISE_API_KEY: key } });
    await run.ended;
    assert.ok(!(run.stdout + run.stderr).includes(key), 'the key is not printed');
    return run;
  };

  it('finds all well, with the strict step format, cached tokens and the context size', async () => {
    const run = await doctor(server.apiKey);
    console.log(run.stdout.trimEnd().replaceAll(/^/gm, '      '));
    assert.equal(await run.ended, 0, run.stdout + run.stderr);
    assert.match(run.stdout, /^✓ Step format: JSON with a strict schema$/m);
    assert.match(run.stdout, /^✓ Cached tokens: \d/m);
    assert.match(run.stdout, /^✓ Context size: 4,096 tokens/m);
  });

  it('says which key to set where it is the wrong one', async () => {
    const run = await doctor('not-the-key');
    console.log(run.stdout.trimEnd().replaceAll(/^/gm, '      '));
    assert.equal(await run.ended, 1);
    assert.match(run.stdout, /^✗ API key: /m);
  });
});
