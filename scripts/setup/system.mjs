import { existsSync } from 'node:fs';
import { withSetupLock } from './lock.mjs';
import { stage } from './progress.mjs';
import { run, SetupError } from './run.mjs';

const canInstall = () => process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

function commandFor(debianPackages, macCommand) {
  if (process.platform === 'darwin') return macCommand;
  const sudo = process.getuid?.() === 0 ? '' : 'sudo ';
  return existsSync('/usr/bin/apt-get') ? `${sudo}apt-get install -y ${debianPackages.join(' ')}` : `install: ${debianPackages.join(' ')}`;
}

/**
 * Installs parts of the system, where that can be done (Debian, root).
 * Elsewhere throws a SetupError at once that says what is missing and the one command to type.
 */
export async function installSystemParts({ missing, debianPackages, macCommand }) {
  if (!canInstall()) throw new SetupError(`${missing} Type: ${commandFor(debianPackages, macCommand)}`);
  const install = async () => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update'], { env });
    await run('apt-get', ['install', '-y', '--no-install-recommends', ...debianPackages], { env });
  };
  await withSetupLock(() => stage(`Installing ${debianPackages.join(', ')}`, install));
}
