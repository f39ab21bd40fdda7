import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../setup/folders.mjs';
import { run } from '../setup/run.mjs';

/** The manifest of the console program alone: the extension's own has much that means nothing to npm, and everything is bundled. */
function manifestOf({ name, version, description, license, author, repository, homepage, bin }) {
  return { name, version, description, license, author, repository, homepage, bin, engines: { node: '>=20.19' } };
}

/**
 * Packs the console program, as it was built last, into `stepwise-VERSION.tgz` in the folder, for `npm i -g`. Gives the file's path.
 * The VSIX has its own list of files, and vsce refuses a manifest with `files`; so this is packed in a folder of its own.
 */
export async function packageConsole(folder) {
  const manifest = manifestOf(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));
  const place = await mkdtemp(join(tmpdir(), 'stepwise-pack-'));
  try {
    await writeFile(join(place, 'package.json'), JSON.stringify(manifest, undefined, 2));
    for (const file of ['README.md', 'LICENSE', 'CHANGELOG.md', ...Object.values(manifest.bin)])
      await cp(join(root, file), join(place, file));
    const name = await run('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], { cwd: place });
    return join(folder, name.trim());
  } finally {
    await rm(place, { recursive: true });
  }
}
