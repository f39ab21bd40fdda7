import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { currentVsix } from '../../scripts/lab/vsix.mjs';
import { root } from '../../scripts/setup/folders.mjs';

const MOST_BYTES = 1024 * 1024;

/** Everything that a user installs; a file more or less is a decision. */
const SHIPPED = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
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
];

describe('the VSIX', function () {
  this.timeout(180_000);

  it('holds what is needed and nothing else', async () => {
    await currentVsix();
    const { stdout } = await promisify(execFile)(process.execPath, ['node_modules/@vscode/vsce/vsce', 'ls', '--no-dependencies'], {
      cwd: root,
    });
    const files = stdout.split('\n').filter(Boolean).sort();
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
