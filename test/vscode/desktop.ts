import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { root } from '../../scripts/setup/folders.mjs';
import { bundleSuite } from '../support/lab/suiteBundle.ts';
import { sampleFolder } from './sampleFolder.ts';

const SUITES = ['test/vscode/suites/all.suite.ts', 'test/main/suites/activation.suite.ts', 'test/main/suites/stop.suite.ts'];

/**
 * Runs the suites of the extension host in a desktop VS Code: the program that `STEPWISE_VSCODE` names,
 * else one that `@vscode/test-electron` downloads.
 */
async function runOnDesktop(suite: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'stepwise-desktop-'));
  const sample = await sampleFolder();
  const { testsPath, logFile } = await bundleSuite({ suitePath: join(root, suite), folder, testTimeoutMs: 120_000 });
  const executable = process.env['STEPWISE_VSCODE'];
  try {
    await runTests({
      ...(executable && { vscodeExecutablePath: executable }),
      extensionDevelopmentPath: root,
      extensionTestsPath: testsPath,
      launchArgs: [sample.path, '--disable-extensions', '--user-data-dir', join(folder, 'user'), '--no-sandbox'],
    });
  } finally {
    process.stdout.write(await readFile(logFile, 'utf8').catch(() => ''));
    await rm(folder, { recursive: true, force: true });
    await sample.remove();
  }
}

async function main(): Promise<void> {
  for (const suite of SUITES) await runOnDesktop(suite);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.stderr.write('A desktop VS Code is needed: let it be downloaded, or name its program in STEPWISE_VSCODE.\n');
  process.exitCode = 1;
});
