import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isNewer, parseSessionHead } from '../engine/sessionFile.ts';
import { listSessions } from './sessionFolder.ts';
import { SESSION_SUFFIX } from './sessionStore.ts';

/** How much is kept at most, the session in use included. */
export interface HistoryBounds {
  readonly maxSessions: number;
  readonly maxBytes: number;
}

/** What the reader wants kept. */
export interface History extends HistoryBounds {
  readonly enabled: boolean;
}

/** Enough for a first line. */
const HEAD_BYTES = 1024;

/** Takes the oldest sessions away until the rest is within the bounds. `isInUse` names those that must stay. Gives the ids of those gone. */
export async function pruneSessions(
  folder: string,
  bounds: HistoryBounds,
  isInUse: (sessionId: string) => Promise<boolean>,
): Promise<readonly string[]> {
  const gone: string[] = [];
  const listed = await listSessions(folder);
  let { count, bytes } = { count: listed.length, bytes: listed.reduce((sum, one) => sum + one.bytes, 0) };
  for (const session of listed.sort((a, b) => a.changedAtMs - b.changedAtMs)) {
    if (count <= bounds.maxSessions && bytes <= bounds.maxBytes) break;
    if (!(await isOurs(folder, session.id)) || (await isInUse(session.id))) continue;
    await rm(join(folder, session.id + SESSION_SUFFIX), { force: true });
    gone.push(session.id);
    count--;
    bytes -= session.bytes;
  }
  return gone;
}

/** Whether the file says that it is a session that this version can read. */
async function isOurs(folder: string, id: string): Promise<boolean> {
  const file = await open(join(folder, id + SESSION_SUFFIX), 'r').catch(() => undefined);
  if (!file) return false;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const head = parseSessionHead(buffer.toString('utf8', 0, bytesRead));
    return head !== undefined && !isNewer(head);
  } finally {
    await file.close();
  }
}
