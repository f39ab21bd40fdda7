import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';

/** What the name of a label's file ends with. */
export const LABEL_SUFFIX = '.label';

/** No name needs more characters. */
export const LONGEST_NAME = 200;

const labelSchema = z.object({
  name: z.exactOptional(z.string().check(z.minLength(1), z.maxLength(LONGEST_NAME))),
  isPinned: z.exactOptional(z.literal(true)),
});

/** What the reader has said of a session: his own name for it, and that it is to stay. */
export type SessionLabel = z.infer<typeof labelSchema>;

/** Files beside the sessions. They need no lock: a name is changed as a whole, and the session that it belongs to is not touched. */
export class SessionLabels {
  private readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** What is said of a session; nothing where its file is missing or cannot be read. */
  async read(sessionId: string): Promise<SessionLabel> {
    const text = await readFile(this.pathOf(sessionId), 'utf8').catch(() => '{}');
    return labelSchema.safeParse(parseJson(text)).data ?? {};
  }

  /** Changes what is said; `undefined` takes it back. On the disk, whole, when the promise resolves. */
  async change(sessionId: string, change: { readonly name?: string | undefined; readonly isPinned?: boolean }): Promise<void> {
    const before = await this.read(sessionId);
    const name = 'name' in change ? change.name : before.name;
    const isPinned = change.isPinned ?? before.isPinned === true;
    const label: SessionLabel = { ...(name && { name: name.slice(0, LONGEST_NAME) }), ...(isPinned && { isPinned }) };
    if (Object.keys(label).length === 0) await this.remove(sessionId);
    else await this.write(sessionId, JSON.stringify(label));
  }

  async remove(sessionId: string): Promise<void> {
    await rm(this.pathOf(sessionId), { force: true });
  }

  /** A file that takes another's place at once: there is never half a name. */
  private async write(sessionId: string, text: string): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    const beside = `${this.pathOf(sessionId)}.${crypto.randomUUID()}`;
    await writeFile(beside, text, { mode: 0o600, flush: true });
    await rename(beside, this.pathOf(sessionId));
  }

  private pathOf(sessionId: string): string {
    return join(this.folder, sessionId + LABEL_SUFFIX);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
