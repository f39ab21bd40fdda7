import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './folders.mjs';
import { platformName } from './pins.mjs';
import { run } from './run.mjs';
import { unlessStamped, writeStamp } from './stamp.mjs';

/** Runs `npm ci` unless `node_modules` was installed from the package-lock.json that lies here now. */
export async function installDependencies() {
  const lock = await readFile(join(root, 'package-lock.json'));
  const wanted = { lock: createHash('sha256').update(lock).digest('hex'), platform: platformName() };
  const folder = join(root, 'node_modules');
  await unlessStamped({ title: 'Installing the dependencies (npm ci)', folder, wanted }, async () => {
    await run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: root });
    await writeStamp(folder, wanted);
  });
}
