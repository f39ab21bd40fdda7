import assert from 'node:assert/strict';
import { join } from 'node:path';
import { currentVsix } from '../../scripts/lab/vsix.mjs';
import { openBrowser } from '../support/lab/browser.ts';
import { runInExtensionHost } from '../support/lab/extensionHost.ts';
import { sampleFolder } from '../vscode/sampleFolder.ts';

/** Runs a suite of `test/main/suites` in a fresh extension host with these settings, and gives what it printed. */
export type RunInHost = (name: string, settings?: Readonly<Record<string, unknown>>) => Promise<string>;

/** Gives a `describe` fresh extension hosts with the packaged extension. */
export function packagedHosts(suite: Mocha.Suite): RunInHost {
  suite.timeout(300_000);
  let hosts: PackagedHosts;
  before(async () => {
    hosts = await openPackagedHosts();
  });
  after(() => hosts.close());
  return (name, settings) => hosts.run(name, settings);
}

export interface PackagedHosts {
  readonly run: RunInHost;
  close(): Promise<void>;
}

/** The same for whoever is no suite. Whoever opens them closes them. */
export async function openPackagedHosts(): Promise<PackagedHosts> {
  const [browser, sample] = await Promise.all([openBrowser(), sampleFolder()]);
  return {
    run: async (name, settings = {}) => {
      const suitePath = join(import.meta.dirname, 'suites', name);
      const options = { vsix: await currentVsix(), suitePath, workspaceFolder: sample.path, browser, settings, testTimeoutMs: 120_000 };
      const { exitCode, log } = await runInExtensionHost(options);
      assert.equal(exitCode, 0, log);
      return log;
    },
    close: async () => {
      await browser.close();
      await sample.remove();
    },
  };
}

/** Milliseconds: of `activate` itself, and of it with the loading of the code that has it. */
export interface Activation {
  readonly activateMs: number;
  readonly withLoadingMs: number;
}

/**
 * Activates in so many fresh hosts, where the model adapter must not be loaded before the first request, and prints how long
 * loading and activating the extension's own code took. Gives the best of each.
 */
export async function bestActivation(run: RunInHost, freshHosts: number): Promise<Activation> {
  const times: Activation[] = [];
  for (let host = 0; host < freshHosts; host++) {
    const log = await run('activation.suite.ts');
    const [line = '', whole, activate] = /activation took ([\d.]+) ms.* activate ([\d.]+)\).*/.exec(log) ?? [];
    console.log(`      ${line}`);
    times.push({ activateMs: Number(activate), withLoadingMs: Number(whole) });
  }
  return {
    activateMs: Math.min(...times.map(({ activateMs }) => activateMs)),
    withLoadingMs: Math.min(...times.map(({ withLoadingMs }) => withLoadingMs)),
  };
}
