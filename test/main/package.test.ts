import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { currentVsix } from '../../scripts/lab/vsix.mjs';

const MOST_BYTES = 1024 * 1024;

/** Everything that a user installs; a file more or less is a decision. */
const SHIPPED = [
  'LICENSE.txt',
  'changelog.md',
  'dist/Temml.woff2',
  'dist/codicon.css',
  'dist/codicon.ttf',
  'dist/extension.js',
  'dist/math.css',
  'dist/math.js',
  'dist/model.js',
  'dist/page.js',
  'l10n/bundle.l10n.zh-cn.json',
  'package.json',
  'package.nls.json',
  'package.nls.zh-cn.json',
  'readme.md',
];

describe('the VSIX', function () {
  this.timeout(180_000);

  it('holds what is needed and nothing else', async () => {
    const files = await filesIn(await currentVsix());
    assert.deepEqual(
      files.filter(file => !file.startsWith('media/')),
      SHIPPED,
    );
    assert.deepEqual(
      files.filter(file => file.startsWith('media/') && !/\.(css|svg|png)$/.test(file)),
      [],
    );
  });

  it('is smaller than 1 MB', async () => {
    const { size } = await stat(await currentVsix());
    console.log(`      VSIX: ${(size / 1024).toFixed(0)} KB`);
    assert.ok(size < MOST_BYTES);
  });
});

/** What VS Code unpacks, sorted. Python reads the archive, because Node cannot. */
async function filesIn(vsix: string): Promise<readonly string[]> {
  const list = 'import sys, zipfile; print("\\n".join(zipfile.ZipFile(sys.argv[1]).namelist()))';
  const { stdout } = await promisify(execFile)('python3', ['-c', list, vsix]);
  const inFolder = /^extension\/(.+)$/;
  return stdout
    .split(/\r?\n/)
    .flatMap(name => inFolder.exec(name)?.[1] ?? [])
    .sort();
}
