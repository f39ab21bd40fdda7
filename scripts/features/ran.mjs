import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** `npm test` names here the folder in which its suites write down what they ran. */
const FOLDER = 'STEPWISE_RAN_FOLDER';

/** Begins a new record, for this process and all that it starts. */
export function beginRecord(folder) {
  rmSync(folder, { recursive: true, force: true });
  continueRecord(folder);
}

/** Goes on with the record of an earlier run. */
export function continueRecord(folder) {
  mkdirSync(folder, { recursive: true });
  process.env[FOLDER] = folder;
}

/** Adds titles of tests that passed to the record; without one, as outside `npm test`, does nothing. */
export function recordPassed(titles) {
  const folder = process.env[FOLDER];
  if (!folder || titles.length === 0) return;
  appendFileSync(join(folder, `${process.pid}.jsonl`), titles.map(title => `${JSON.stringify(title)}\n`).join(''));
}

/** The full titles of all tests that passed. */
export function readPassed(folder) {
  const lines = readdirSync(folder).flatMap(name => readFileSync(join(folder, name), 'utf8').split('\n'));
  return lines.filter(Boolean).map(line => JSON.parse(line));
}
