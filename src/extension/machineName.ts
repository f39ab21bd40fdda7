import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Names the machine that `localhost` means: `local` in a local window, on a remote a random name that lies in `folder` there,
 * because VS Code tells the kind of the remote only and not which host it is.
 */
export async function nameMachine(folder: string, remoteName: string | undefined): Promise<string> {
  if (remoteName === undefined) return 'local';
  const file = join(folder, 'machine');
  return readFile(file, 'utf8').catch(() => giveName(folder, file, remoteName));
}

async function giveName(folder: string, file: string, remoteName: string): Promise<string> {
  const name = `${remoteName}-${crypto.randomUUID()}`;
  await mkdir(folder, { recursive: true });
  // Another window may have been quicker: the name that lies there counts.
  await writeFile(file, name, { flag: 'wx' }).catch(() => undefined);
  return readFile(file, 'utf8');
}
