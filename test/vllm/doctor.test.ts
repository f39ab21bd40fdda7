import assert from 'node:assert/strict';
import { packagedHosts } from '../main/packagedHost.ts';
import type { RunningProgram } from '../support/program.ts';
import { programWithVllm } from './programWithVllm.ts';

describe('stepwise doctor on a real vLLM', function () {
  const on = programWithVllm(this);
  const runInHost = packagedHosts(this);

  const doctor = async (model: string, key: string): Promise<{ readonly status: number | null; readonly lines: readonly string[] }> => {
    const run: RunningProgram = on.program.start(['doctor', '--base-url', on.server.baseUrl, '--model', model], {
      env: { STEPWISE_API_KEY: key },
    });
    const status = await run.ended;
    console.log(`      doctor against vLLM:\n${run.stdout.trimEnd().replaceAll(/^/gm, '        ')}`);
    assert.doesNotMatch(run.stdout + run.stderr, new RegExp(on.server.apiKey));
    return { status, lines: run.stdout.trimEnd().split('\n') };
  };

  it('finds it well, with its step format, usage, cache and context size', async () => {
    const { status, lines } = await doctor(on.server.model, on.server.apiKey);
    assert.equal(status, 0);
    assert.deepEqual(
      lines.filter(line => !line.startsWith('✓')),
      [],
    );
    assert.match(lines[1] ?? '', /accepts the API key$/);
    assert.match(lines[4] ?? '', /Step format: JSON with a strict schema$/);
    assert.match(lines[7] ?? '', /Cached tokens: \d+ of \d+ prompt tokens/);
  });

  it('and so does Test Connection in a real VS Code', async () => {
    const { baseUrl, model, apiKey } = on.server;
    const endpoints = [{ name: 'vLLM', baseUrl, headers: { Authorization: `Bearer ${apiKey}` } }];
    const log = await runInHost('connection.suite.ts', {
      'stepwise.baseUrl': baseUrl,
      'stepwise.model': model,
      'stepwise.endpoints': endpoints,
    });
    process.stdout.write(log.replaceAll(/^/gm, '      '));
    assert.ok(!log.includes(apiKey));
  });

  it('says of a wrong key and of a model that is not there what to do', async () => {
    const refused = await doctor(on.server.model, 'sk-not-the-right-key');
    assert.equal(refused.status, 1);
    assert.match(refused.lines[1] ?? '', /^✗ API key: .*Set a valid key/);
    const missing = await doctor(`${on.server.model}-large`, on.server.apiKey);
    assert.equal(missing.status, 1);
    assert.match(
      missing.lines[2] ?? '',
      new RegExp(`^✗ Model: .*has no model named ${on.server.model}-large\\. It lists \\d+: ${on.server.model}$`),
    );
  });
});
