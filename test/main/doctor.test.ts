import assert from 'node:assert/strict';
import type { RunningLlamaServer } from '../../scripts/lab/llamaServer.mjs';
import { startLocalModel } from '../support/lab/localModel.ts';
import { type BuiltProgram, buildProgram } from '../support/program.ts';
import { packagedHosts } from './packagedHost.ts';

describe('stepwise doctor, with the real model', function () {
  let program: BuiltProgram;
  let local: RunningLlamaServer;

  before(async () => {
    [program, local] = await Promise.all([buildProgram(), startLocalModel({ contextSize: 4096 })]);
  });
  after(() => Promise.all([program.remove(), local.stop()]));
  const runInHost = packagedHosts(this);

  it('finds llama.cpp well, with its step format, usage, cache and context size', async () => {
    const run = program.start(['doctor', '--base-url', local.baseUrl]);
    const status = await run.ended;
    console.log(`      doctor against llama.cpp:\n${run.stdout.trimEnd().replaceAll(/^/gm, '        ')}`);
    assert.equal(status, 0, run.stdout + run.stderr);
    const lines = run.stdout.trimEnd().split('\n');
    assert.equal(lines.length, 10);
    assert.match(lines[2] ?? '', new RegExp(`serves ${local.model}$`));
    assert.match(lines[4] ?? '', /^✓ Step format: JSON with a strict schema$/);
    assert.match(lines[7] ?? '', /^✓ Cached tokens: \d+ of \d+ prompt tokens/);
    assert.match(lines[8] ?? '', /^✓ Context size: 4,096 tokens/);
    assert.deepEqual(
      lines.filter(line => !line.startsWith('✓')),
      [],
    );
  });

  it('and so does Test Connection in a real VS Code', async () => {
    const log = await runInHost('connection.suite.ts', { 'stepwise.baseUrl': local.baseUrl, 'stepwise.model': local.model });
    process.stdout.write(log.replaceAll(/^/gm, '      '));
  });
});
