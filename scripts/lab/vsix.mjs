import { join } from 'node:path';
import { contentHash } from '../setup/contentHash.mjs';
import { inLab, root } from '../setup/folders.mjs';
import { run } from '../setup/run.mjs';
import { makeOnce } from '../setup/stamp.mjs';

/** What the VSIX is made from. */
const sources = [
  ...['src', 'media', 'l10n', 'package.json', 'package.nls.json', 'package.nls.zh-cn.json', 'package-lock.json'],
  ...['esbuild.mjs', 'tsconfig.json', '.vscodeignore', 'README.md', 'CHANGELOG.md', 'LICENSE'],
];

const vsce = join(root, 'node_modules/@vscode/vsce/vsce');

/** Builds the bundles for production and packs the extension into a file. */
export async function packageVsix(file) {
  await run(process.execPath, ['esbuild.mjs', '--production'], { cwd: root });
  const flags = ['--no-dependencies', '--no-rewrite-relative-links', '--allow-missing-repository'];
  await run(process.execPath, [vsce, 'package', ...flags, '--out', file], { cwd: root });
}

/** Gives the path of the extension as a VSIX, made from the sources as they are now; unchanged sources are not built twice. */
export async function currentVsix() {
  const folder = inLab('vsix');
  const wanted = { sources: await contentHash(root, sources) };
  const build = partial => packageVsix(join(partial, 'stepwise.vsix'));
  await makeOnce({ title: 'Building the extension and its VSIX', folder, wanted, build });
  return join(folder, 'stepwise.vsix');
}
