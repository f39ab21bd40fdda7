import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { Translate } from '../engine/translate.ts';
import { createLearnedStore, type LearnedStore } from '../model/learned.ts';
import type { Environment } from './shell.ts';

/** Where the program keeps what it has learned: a folder of its own in the user's state folder. */
export function stateFolder(env: Environment): string {
  const state = env['XDG_STATE_HOME'] ?? '';
  return join(isAbsolute(state) ? state : join(env['HOME'] || homedir(), '.local', 'state'), 'stepwise');
}

/** What is told when the file cannot be read or written; the run goes on without it. */
export type Tell = (message: string) => void;

/** What endpoints were found to accept, kept in `learned.json` in the folder. A file that is broken is set aside. */
export function openLearned(folder: string, tell: Tell, t: Translate): LearnedStore {
  const file = join(folder, 'learned.json');
  return createLearnedStore(readSaved(file, tell, t), all => {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      replaceFile(file, `${JSON.stringify(all, undefined, 2)}\n`);
    } catch (error) {
      tell(t('What was learned about the endpoint could not be kept: {reason}', { reason: messageOf(error) }));
    }
  });
}

function readSaved(file: string, tell: Tell, t: Translate): unknown {
  const text = readIfThere(file, tell, t);
  if (text === undefined) return {};
  try {
    const saved: unknown = JSON.parse(text);
    if (typeof saved === 'object' && saved !== null && !Array.isArray(saved)) return saved;
  } catch {
    // Told below, as any other file that holds something else.
  }
  setAside(file, tell, t);
  return {};
}

function readIfThere(file: string, tell: Tell, t: Translate): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!isMissing) tell(t('{file} cannot be read: {reason}', { file, reason: messageOf(error) }));
    return undefined;
  }
}

function setAside(file: string, tell: Tell, t: Translate): void {
  const aside = `${file}.broken`;
  try {
    renameSync(file, aside);
    tell(t('{file} was broken. It now lies in {aside}, and everything is learned anew.', { file, aside }));
  } catch (error) {
    tell(t('{file} cannot be read: {reason}', { file, reason: messageOf(error) }));
  }
}

/** Another program that reads the file sees the old or the new one, never half of one. */
function replaceFile(file: string, text: string): void {
  const draft = `${file}.${process.pid}.tmp`;
  writeFileSync(draft, text, { mode: 0o600 });
  renameSync(draft, file);
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
