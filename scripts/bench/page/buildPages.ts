import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import esbuild from 'esbuild';
import { inLab } from '../../setup/folders.mjs';

const NAIVE = join(import.meta.dirname, 'naiveMarkdown.tsx');

/** Builds the page as it is shipped, and once more with a naive renderer in the place of its own; gives the two folders. */
export async function buildPages(): Promise<{ readonly ours: string; readonly naive: string }> {
  const [ours, naive] = [inLab('bench', 'page'), inLab('bench', 'naive')];
  await Promise.all([build(ours, []), build(naive, [{ name: 'naive', setup: swapMarkdown }])]);
  return { ours, naive };
}

async function build(folder: string, plugins: esbuild.Plugin[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const file of ['codicon.css', 'codicon.ttf']) await cp(`node_modules/@vscode/codicons/dist/${file}`, join(folder, file));
  await esbuild.build({
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'chrome128',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    mainFields: ['module', 'main'],
    entryPoints: ['src/webview/main.tsx'],
    outfile: join(folder, 'page.js'),
    plugins,
  });
}

function swapMarkdown(build: esbuild.PluginBuild): void {
  build.onResolve({ filter: /\/Markdown\.tsx$/ }, () => ({ path: NAIVE }));
}
