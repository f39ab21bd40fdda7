import { appendFileSync } from 'node:fs';
import { format } from 'node:util';

let file: string | undefined;

/** Says where the lines of this suite go. */
export function openSuiteLog(path: string): void {
  file = path;
}

/** Prints from inside the extension host, whose own console is full of other things and cannot be replaced. */
export function logLine(...values: readonly unknown[]): void {
  if (file) appendFileSync(file, `${format(...values)}\n`);
}
