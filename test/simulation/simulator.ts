import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';

/** A fault: one piece of text in a file of `src/engine/strategies`, and what stands there instead. */
export interface Fault {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

export type Simulator = Pick<typeof import('./simulate.ts'), 'simulate'>;

/**
 * The engine with the simulated solver, built from the source as it is or with a fault in it. It is built as what is shipped is:
 * the tests' own loader names every function that is made, which in many short runs takes as long as they do.
 */
export async function buildSimulator(fault?: Fault): Promise<Simulator> {
  const folder = await mkdtemp(join(tmpdir(), 'stepwise-simulation-'));
  try {
    const outfile = join(folder, 'simulate.mjs');
    const entryPoints = [join(import.meta.dirname, 'simulate.ts')];
    const plugins = fault ? [await plant(fault)] : [];
    await build({ entryPoints, outfile, plugins, bundle: true, platform: 'node', format: 'esm', logLevel: 'error' });
    return await import(pathToFileURL(outfile).href);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function plant({ file, find, replace }: Fault): Promise<Plugin> {
  const path = resolve('src/engine/strategies', file);
  const source = await readFile(path, 'utf8');
  assert.equal(source.split(find).length, 2, `The text of the fault stands just once in ${file}.`);
  const contents = source.replace(find, () => replace);
  return {
    name: 'fault',
    setup: ({ onLoad }) => onLoad({ filter: /\.ts$/ }, args => (args.path === path ? { contents, loader: 'ts' } : undefined)),
  };
}
