import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';

/**
 * Runs a program of `measured` in a process of its own and gives what it printed, as JSON. It is built as what is shipped is:
 * the loader of the scripts names every function that is made, and in a loop of short functions that costs more than they do.
 */
export async function runBundled<T>(name: string, nodeFlags: readonly string[] = []): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'stepwise-bench-'));
  try {
    const outfile = join(folder, 'measured.cjs');
    const entry = join(import.meta.dirname, 'measured', name);
    await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', target: 'node20', format: 'cjs', logLevel: 'error' });
    const { stdout } = await promisify(execFile)(process.execPath, [...nodeFlags, outfile]);
    return JSON.parse(stdout);
  } finally {
    await rm(folder, { recursive: true });
  }
}
