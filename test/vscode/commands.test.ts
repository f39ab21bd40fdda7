import assert from 'node:assert/strict';
import { join } from 'node:path';
import { currentVsix } from '../../scripts/lab/vsix.mjs';
import { runInExtensionHost } from '../support/lab/extensionHost.ts';
import { type SampleFolder, sampleFolder } from './sampleFolder.ts';

describe('The commands of the packaged extension', function () {
  this.timeout(300_000);
  let sample: SampleFolder;

  before(async () => {
    sample = await sampleFolder();
  });
  after(() => sample.remove());

  it('do in a real VS Code what they say', async () => {
    const suitePath = join(import.meta.dirname, 'suites/all.suite.ts');
    const { exitCode, log } = await runInExtensionHost({
      vsix: await currentVsix(),
      suitePath,
      workspaceFolder: sample.path,
      timeoutMs: 280_000,
    });
    process.stdout.write(`${log.replaceAll(/^/gm, '      ')}\n`);
    assert.equal(exitCode, 0, log);
  });
});
