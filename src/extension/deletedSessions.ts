import { rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { listNames } from './sessionFolder.ts';
import type { SessionLabels } from './sessionLabels.ts';
import { SESSION_SUFFIX } from './sessionStore.ts';

/** How long a deletion can be undone, in milliseconds. */
export const UNDO_MS = 5 * 60_000;

const DELETED_SUFFIX = '.deleted';

/** Sessions that were deleted, and are set aside until nobody can want them back. */
export class DeletedSessions {
  private readonly folder: string;
  private readonly labels: SessionLabels;

  constructor(folder: string, labels: SessionLabels) {
    this.folder = folder;
    this.labels = labels;
  }

  async setAside(sessionId: string): Promise<void> {
    await rename(this.pathOf(sessionId, SESSION_SUFFIX), this.pathOf(sessionId, DELETED_SUFFIX));
  }

  /** Gives a session back; false where it is gone for good. Nothing is overwritten. */
  async giveBack(sessionId: string): Promise<boolean> {
    const path = this.pathOf(sessionId, SESSION_SUFFIX);
    const isThere = await stat(path).catch(() => undefined);
    if (isThere) return false;
    const given = rename(this.pathOf(sessionId, DELETED_SUFFIX), path);
    return given.then(
      () => true,
      () => false,
    );
  }

  /** Takes for good what was set aside so long ago; what a window that was closed has left behind is found by its age. */
  async purge(olderThanMs = UNDO_MS, nowMs = Date.now()): Promise<void> {
    for (const id of await listNames(this.folder, DELETED_SUFFIX)) {
      const found = await stat(this.pathOf(id, DELETED_SUFFIX)).catch(() => undefined);
      if (!found || nowMs - found.ctimeMs < olderThanMs) continue;
      await rm(this.pathOf(id, DELETED_SUFFIX), { force: true });
      await this.labels.remove(id);
    }
  }

  private pathOf(sessionId: string, suffix: string): string {
    return join(this.folder, sessionId + suffix);
  }
}
