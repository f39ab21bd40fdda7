import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';

/** Writes all of the bytes, however many the system takes at a time. Throws where the disk is full, for instance. */
export function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written);
}

/** What will stand in the place of a file. */
export interface Draft {
  put(text: string | Uint8Array): void;
  /** Whoever reads the file, and whenever this process is ended: it is the old or the new one, never half of one. */
  commit(): void;
}

/** Begins to write what is to replace a file. */
export function openDraft(path: string): Draft {
  const draft = `${path}.tmp`;
  const descriptor = openSync(draft, 'w', 0o600);
  return {
    put: text => writeAll(descriptor, typeof text === 'string' ? Buffer.from(text) : text),
    commit: () => {
      fsyncSync(descriptor);
      closeSync(descriptor);
      renameSync(draft, path);
    },
  };
}

/** Replaces a file by a text. */
export function replaceFile(path: string, text: string): void {
  const draft = openDraft(path);
  draft.put(text);
  draft.commit();
}
