import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** A suite to make into one file that VS Code can load. */
export interface SuiteBundleOptions {
  readonly suitePath: string;
  /** Where the file is put, and beside it `tests.log`. */
  readonly folder: string;
  readonly testTimeoutMs: number;
}

/** The file to be loaded by the extension host, and the one that it writes what it prints to. */
export interface SuiteBundle {
  readonly testsPath: string;
  readonly logFile: string;
}

const mochaUrl = pathToFileURL(createRequire(import.meta.url).resolve('mocha')).href;

/** mocha itself is not bundled: it loads parts of itself by name. */
const entry = ({ suitePath, testTimeoutMs }: SuiteBundleOptions, logFile: string): string => `
  const { LineReporter } = require('./lineReporter.ts');
  const { logLine, openSuiteLog } = require('./suiteLog.ts');
  async function runSuite() {
    const { default: Mocha } = await import(${JSON.stringify(mochaUrl)});
    const mocha = new Mocha({ ui: 'bdd', timeout: ${testTimeoutMs}, reporter: LineReporter, failZero: true });
    mocha.suite.emit('pre-require', globalThis, '', mocha);
    require(${JSON.stringify(suitePath)});
    return new Promise(resolve => mocha.run(resolve));
  }
  exports.run = async () => {
    openSuiteLog(${JSON.stringify(logFile)});
    const failures = await runSuite().catch(error => logLine(error) ?? 1);
    if (failures > 0) throw new Error('Not all tests passed.');
  };`;

/** Makes a mocha suite and all that it imports into one file that exports `run`, and gives the paths of it and of its log. */
export async function bundleSuite(options: SuiteBundleOptions): Promise<SuiteBundle> {
  const testsPath = join(options.folder, 'tests.cjs');
  const logFile = join(options.folder, 'tests.log');
  await build({
    stdin: { contents: entry(options, logFile), resolveDir: import.meta.dirname, loader: 'js' },
    outfile: testsPath,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode', mochaUrl],
    sourcemap: 'inline',
    logLevel: 'error',
  });
  return { testsPath, logFile };
}
