import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { read, sourceFiles } from './support/literals.ts';

/** The table of CONTRIBUTING: layer → what it may import. */
const layers: ReadonlyMap<string, readonly string[]> = new Map(
  [...read('CONTRIBUTING.md').matchAll(/^\| `src\/(\w+)` \|[^|]*\|([^|]*)\|$/gm)].map(([, layer = '', allowed = '']) => [
    layer,
    [...allowed.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
  ]),
);

describe('The layers', () => {
  it('are all in the table', () => {
    assert.deepEqual([...layers.keys()].sort(), readdirSync('src').sort());
  });

  for (const [layer, allowed] of layers) {
    it(`let ${layer} import only what it may`, () => {
      const strays = sourceFiles(`src/${layer}`).flatMap(file => strayImports(file, read(file), allowed).map(name => `${file}: ${name}`));
      assert.deepEqual(strays, []);
    });
  }

  it('keep schemas out of the page', () => {
    const withSchema = [...reachableFrom('src/webview/main.tsx')].filter(file => /from 'zod/.test(read(file)));
    assert.deepEqual(withSchema, []);
  });

  it('keep the client library out of the extension’s own bundle', () => {
    const reached = [...reachableFrom('src/extension/extension.ts')];
    assert.ok(reached.includes('src/extension/modelBundle.ts'));
    assert.ok(!reached.includes('src/model/main.ts'));
    assert.deepEqual(
      reached.filter(file => importsOf(withoutTypes(read(file))).some(name => permits('openai', name))),
      [],
    );
  });

  it('let one file of the extension name the model’s bundle, and as a type only', () => {
    const naming = sourceFiles('src/extension').filter(file => /model\/(?:main|chatModel)\.ts/.test(read(file)));
    assert.deepEqual(naming, ['src/extension/modelBundle.ts']);
  });

  it('would notice what comes along by a detour, and let types pass', () => {
    const files = new Map([
      ['src/extension/a.ts', "import type { T } from './t.ts';\ntype B = typeof import('./t.ts');\nimport { b } from '../model/b.ts';"],
      ['src/model/b.ts', "export { c } from './c.ts';"],
      ['src/model/c.ts', "import OpenAI from 'openai';"],
    ]);
    assert.deepEqual([...reachableFrom('src/extension/a.ts', path => files.get(path) ?? '')], [...files.keys()]);
  });

  it('would notice a stray import, whatever its form', () => {
    const source = `import type * as vscode from 'vscode';\nimport '../model/a.ts';\nexport { x } from "node:fs";\nawait import('openai');\nimport z from 'zod/mini';`;
    assert.deepEqual(strayImports('src/engine/a.ts', source, ['zod/mini']), ['vscode', 'model', 'node:fs', 'openai']);
  });
});

/** What a file imports beside its own layer and what the table allows. */
function strayImports(file: string, source: string, allowed: readonly string[]): string[] {
  const own = file.split('/')[1] ?? '';
  return importsOf(source)
    .map(specifier => nameOf(file, specifier))
    .filter(name => name !== own && !allowed.some(rule => permits(rule, name)));
}

/** `preact` permits `preact/hooks`, `node:*` all of Node. */
const permits = (rule: string, name: string): boolean =>
  rule.endsWith('*') ? name.startsWith(rule.slice(0, -1)) : name === rule || name.startsWith(`${rule}/`);

/** A layer's name for a file of ours; package.json and the words lie in no layer, and any may read them. */
function nameOf(file: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier;
  const [top, layer = ''] = relative('.', join(dirname(file), specifier)).split('/');
  return top === 'src' ? layer : (file.split('/')[1] ?? '');
}

const IMPORT = /(?:^|\s)(?:from|import)\s*\(?\s*['"]([^'"\n]+)['"]/g;
const importsOf = (source: string): string[] => [...source.matchAll(IMPORT)].map(([, specifier = '']) => specifier);

/** All our own files that come along at run time; types do not. */
function reachableFrom(file: string, readFile = read, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const specifier of importsOf(withoutTypes(readFile(file)))) {
    if (/^\..*\.tsx?$/.test(specifier)) reachableFrom(join(dirname(file), specifier), readFile, seen);
  }
  return seen;
}

const withoutTypes = (source: string): string =>
  source.replace(/^(?:import|export) type [^;]*;/gm, '').replace(/typeof import\([^)]*\)/g, 'unknown');
