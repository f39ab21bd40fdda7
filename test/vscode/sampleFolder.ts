import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../scripts/setup/folders.mjs';

/** A copy of the sample workspace that a test may write into. */
export interface SampleFolder {
  readonly path: string;
  remove(): Promise<void>;
}

/** Makes such a copy. Whoever asks for it removes it. */
export async function sampleFolder(): Promise<SampleFolder> {
  const path = await mkdtemp(join(tmpdir(), 'stepwise-sample-'));
  await cp(join(root, 'scripts/lab/sample-workspace'), path, { recursive: true });
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) };
}
