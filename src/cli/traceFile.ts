import { closeSync, fchmodSync, fstatSync, openSync, writeSync } from 'node:fs';
import type { Translate } from '../engine/translate.ts';
import { UsageError } from './usageError.ts';

/** A file that takes one line after the other. Whoever opens it closes it. */
export interface TraceFile {
  /** Throws where the disk is full, for instance. */
  write(line: string): void;
  close(): void;
}

/** Begins a trace, readable for its owner alone. Throws `UsageError` where the file cannot be written. */
export function openTrace(file: string, t: Translate): TraceFile {
  try {
    const descriptor = openSync(file, 'w', 0o600);
    // A file that was there before keeps its mode otherwise; a device keeps it always.
    if (fstatSync(descriptor).isFile()) fchmodSync(descriptor, 0o600);
    return { write: line => void writeSync(descriptor, `${line}\n`), close: () => closeSync(descriptor) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(t('--trace {file}: it cannot be written: {reason}', { file, reason }));
  }
}
