import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { SESSION_SUFFIX } from './sessionStore.ts';

/** A session's file as the folder lists it. */
export interface ListedSession {
  readonly id: string;
  readonly bytes: number;
  readonly changedAtMs: number;
}

/** Random names, as they are given to sessions; any other file is somebody else's. */
const SESSION_NAME = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether this can be the name of a session: no path, no name of another file. */
export const isSessionName = (id: string): boolean => SESSION_NAME.test(id);

/** The sessions of a folder, as its files; none where there is no folder. */
export async function listSessions(folder: string): Promise<ListedSession[]> {
  const listed = (await listNames(folder, SESSION_SUFFIX)).map(id => describe(folder, id));
  return (await Promise.all(listed)).filter(one => one !== undefined);
}

/** The sessions that have a file with this ending. */
export async function listNames(folder: string, suffix: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter(name => name.endsWith(suffix))
    .map(name => name.slice(0, -suffix.length))
    .filter(isSessionName);
}

/** `undefined` where the file has gone in between. */
async function describe(folder: string, id: string): Promise<ListedSession | undefined> {
  const found = await stat(join(folder, id + SESSION_SUFFIX)).catch(() => undefined);
  return found && { id, bytes: found.size, changedAtMs: found.mtimeMs };
}
