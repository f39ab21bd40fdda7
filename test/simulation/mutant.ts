import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { Strategy } from '../../src/engine/strategy.ts';

/** A fault: one piece of text in a file of `src/engine/strategies`, and what stands there instead. */
export interface Fault {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/** A strategy, built from the source with a fault in it. */
export async function mutantOf(name: string, fault: Fault): Promise<Strategy> {
  const folder = await mkdtemp(join(tmpdir(), 'stepwise-simulation-'));
  try {
    const outfile = join(folder, 'strategies.mjs');
    await bundle(fault, outfile);
    const { STRATEGIES }: { STRATEGIES: ReadonlyMap<string, Strategy> } = await import(pathToFileURL(outfile).href);
    const mutant = STRATEGIES.get(name);
    assert.ok(mutant);
    return mutant;
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function bundle({ file, find, replace }: Fault, outfile: string): Promise<void> {
  const path = resolve('src/engine/strategies', file);
  const source = await readFile(path, 'utf8');
  assert.equal(source.split(find).length, 2, `The text of the fault stands just once in ${file}.`);
  const contents = source.replace(find, () => replace);
  const { outputFiles } = await build({
    entryPoints: ['src/engine/strategies/index.ts'],
    bundle: true,
    format: 'esm',
    write: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'fault',
        setup: ({ onLoad }) => onLoad({ filter: /\.ts$/ }, args => (args.path === path ? { contents, loader: 'ts' } : undefined)),
      },
    ],
  });
  await writeFile(outfile, outputFiles[0]?.contents ?? '');
}
