import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type SessionSummary, summarizeSession } from '../engine/sessionSummary.ts';
import { type ListedSession, listNames, listSessions } from './sessionFolder.ts';
import { LABEL_SUFFIX, type SessionLabels } from './sessionLabels.ts';
import { SESSION_SUFFIX } from './sessionStore.ts';

/** A session with what its file and its label say of it. */
export interface CataloguedSession extends SessionSummary {
  readonly id: string;
  readonly changedAtMs: number;
  readonly isPinned: boolean;
}

interface Known extends ListedSession {
  /** Absent where nothing was asked in it, or the file is none of ours. */
  readonly summary: SessionSummary | undefined;
}

/** So many files are read at a time. */
const AT_ONCE = 16;

/** What lies in a folder of sessions. A file is read once for each of its changes. */
export class SessionCatalogue {
  private readonly folder: string;
  private readonly labels: SessionLabels;
  private readonly readText: (path: string) => Promise<string>;
  private known: ReadonlyMap<string, Known> = new Map();

  constructor(folder: string, labels: SessionLabels, readText = (path: string) => readFile(path, 'utf8')) {
    this.folder = folder;
    this.labels = labels;
    this.readText = readText;
  }

  /** Pinned ones first, then the newest. */
  async list(): Promise<readonly CataloguedSession[]> {
    const listed = await listSessions(this.folder);
    const known = new Map<string, Known>();
    for (let start = 0; start < listed.length; start += AT_ONCE) {
      const read = await Promise.all(listed.slice(start, start + AT_ONCE).map(one => this.read(one)));
      for (const one of read) known.set(one.id, one);
    }
    this.known = known;
    const labelled = new Set(await listNames(this.folder, LABEL_SUFFIX));
    const all = await Promise.all([...known.values()].flatMap(one => (one.summary ? [this.withLabel(one, one.summary, labelled)] : [])));
    return all.sort((one, other) => Number(other.isPinned) - Number(one.isPinned) || other.changedAtMs - one.changedAtMs);
  }

  private async read(listed: ListedSession): Promise<Known> {
    const known = this.known.get(listed.id);
    if (known?.bytes === listed.bytes && known.changedAtMs === listed.changedAtMs) return known;
    const text = await this.readText(join(this.folder, listed.id + SESSION_SUFFIX)).catch(() => '');
    return { ...listed, summary: summarizeSession(text) };
  }

  private async withLabel({ id, changedAtMs }: Known, summary: SessionSummary, labelled: ReadonlySet<string>): Promise<CataloguedSession> {
    const { name = summary.name, isPinned = false } = labelled.has(id) ? await this.labels.read(id) : {};
    return { ...summary, id, changedAtMs, name, isPinned };
  }
}
