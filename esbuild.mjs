// Builds the bundles. `--watch` builds again at every change, `--production` minifies and leaves source maps out.
import { cp, mkdir, readFile, rm } from 'node:fs/promises';
import esbuild from 'esbuild';

const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');

/** @type {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
  mainFields: ['module', 'main'],
  plugins: [{ name: 'no-undici', setup: refuseUndici }],
};
const node = { ...shared, platform: 'node', format: 'cjs', target: 'node20.19' };

/** @type {import('esbuild').BuildOptions[]} */
const bundles = [
  // The model bundle is required at the first request: inlined, it would cost every activation 12 ms.
  {
    ...node,
    entryPoints: ['src/extension/extension.ts'],
    outfile: 'dist/extension.js',
    external: ['vscode', './model.js'],
    plugins: [...shared.plugins, { name: 'plain-vscode', setup: requireVscodePlainly }],
  },
  { ...node, entryPoints: ['src/model/main.ts'], outfile: 'dist/model.js' },
  {
    ...shared,
    platform: 'browser',
    format: 'iife',
    target: 'chrome128',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    entryPoints: ['src/webview/main.tsx'],
    outfile: 'dist/page.js',
  },
  // Formulas are set by a script of its own, which the page loads when the first one appears: 160 KB that most sessions need not read.
  {
    ...shared,
    platform: 'browser',
    format: 'iife',
    target: 'chrome128',
    entryPoints: { math: 'src/webview/math/main.ts' },
    outdir: 'dist',
  },
  {
    ...shared,
    target: 'chrome128',
    loader: { '.woff2': 'file' },
    assetNames: '[name]',
    entryPoints: { math: 'src/webview/math/math.css' },
    outdir: 'dist',
  },
  { ...node, entryPoints: ['src/cli/main.ts'], outfile: 'dist/cli.js', banner: { js: '#!/usr/bin/env node' } },
];

/** A bundled undici would replace the process-wide dispatcher of the extension host, and with it VS Code's own proxy. */
function refuseUndici(build) {
  build.onResolve({ filter: /^undici(\/|$)/ }, () => ({
    errors: [{ text: 'undici must not be bundled: it replaces VS Code’s own fetch.' }],
  }));
}

/** As a namespace, every file would get a copy of the whole API, name by name: 8 ms of each activation. The API itself does as well. */
function requireVscodePlainly(build) {
  const namespace = /^import \* as vscode from 'vscode';$/m;
  build.onLoad({ filter: /[\\/]src[\\/]extension[\\/][^.]+\.ts$/ }, async ({ path }) => {
    const source = await readFile(path, 'utf8');
    return { contents: source.replace(namespace, "const vscode = require('vscode');"), loader: 'ts' };
  });
}

/** Prints what each bundle weighs. */
function printSizes(results) {
  for (const { metafile } of results) {
    for (const [file, { bytes }] of Object.entries(metafile.outputs)) {
      if (!file.endsWith('.map')) console.log(`${file.padEnd(20)} ${(bytes / 1024).toFixed(1).padStart(7)} KB`);
    }
  }
}

if (!watch) await rm('dist', { recursive: true, force: true });
await mkdir('dist', { recursive: true });
for (const file of ['codicon.css', 'codicon.ttf']) await cp(`node_modules/@vscode/codicons/dist/${file}`, `dist/${file}`);
if (watch) {
  for (const bundle of bundles) await (await esbuild.context({ ...bundle, logLevel: 'info' })).watch();
} else {
  printSizes(await Promise.all(bundles.map(bundle => esbuild.build(bundle))));
}
