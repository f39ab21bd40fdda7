import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contentHash } from '../setup/contentHash.mjs';
import { inLab, root } from '../setup/folders.mjs';
import { run } from '../setup/run.mjs';
import { makeOnce } from '../setup/stamp.mjs';

/** What is packed beside the bundles; of these `.vscodeignore` picks. */
const packed = [
  ...['media', 'l10n', 'package.json', 'package.nls.json', 'package.nls.zh-cn.json'],
  ...['.vscodeignore', 'README.md', 'CHANGELOG.md', 'LICENSE'],
];
/** What the VSIX is made from. */
const sources = [...packed, 'src', 'package-lock.json', 'esbuild.mjs', 'tsconfig.json'];

const vsce = join(root, 'node_modules/@vscode/vsce/vsce');

/**
 * Builds the bundles for production and packs the extension into a file. It is packed in a folder of its own, because
 * vsce looks at every file below the folder, at those of the lab and of all packages, too: 35 s instead of 2.
 */
export async function packageVsix(file) {
  await run(process.execPath, ['esbuild.mjs', '--production'], { cwd: root });
  const folder = await mkdtemp(join(tmpdir(), 'stepwise-vsix-'));
  try {
    for (const name of ['dist', ...packed]) await cp(join(root, name), join(folder, name), { recursive: true });
    const flags = ['--no-dependencies', '--no-rewrite-relative-links', '--allow-missing-repository'];
    await run(process.execPath, [vsce, 'package', ...flags, '--out', file], { cwd: folder });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Gives the path of the extension as a VSIX, made from the sources as they are now; unchanged sources are not built twice. */
export async function currentVsix() {
  const folder = inLab('vsix');
  const wanted = { sources: await contentHash(root, sources) };
  const build = partial => packageVsix(join(partial, 'stepwise.vsix'));
  await makeOnce({ title: 'Building the extension and its VSIX', folder, wanted, build });
  return join(folder, 'stepwise.vsix');
}
