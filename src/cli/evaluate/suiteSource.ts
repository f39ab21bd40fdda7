import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { Translate } from '../../engine/translate.ts';
import type { PlannedSuite } from '../../evaluation/plan.ts';
import { createSuiteReader, describeSuiteError, SuiteError } from '../../evaluation/readSuite.ts';
import { SUITES, type SuiteQuestion } from '../../evaluation/suite.ts';
import { UsageError } from '../usageError.ts';
import type { EvaluateOptions } from './evaluateArguments.ts';
import { readLines } from './fileLines.ts';

/** A suite whose questions can be gone through as often as needed. */
export interface SuiteSource extends PlannedSuite {
  read(): AsyncIterable<SuiteQuestion> | Iterable<SuiteQuestion>;
}

/** How many questions a built-in suite has where nobody says. */
const USUAL_QUESTIONS = 200;

/** Opens the suites that were chosen, each read once to know what is in it. Throws `UsageError`. */
export async function openSuites({ suites, seed, questions }: EvaluateOptions, t: Translate): Promise<readonly SuiteSource[]> {
  const names = suites.length > 0 ? suites : [...SUITES.keys()];
  const sources: SuiteSource[] = [];
  for (const name of names) sources.push(await openSuite(name, seed, questions, t));
  const double = sources.find(({ name }, at) => sources.findIndex(other => other.name === name) !== at);
  if (double) throw new UsageError(t('There are two suites called "{name}".', { name: double.name }));
  return sources;
}

async function openSuite(name: string, seed: number, most: number | undefined, t: Translate): Promise<SuiteSource> {
  const generate = SUITES.get(name);
  if (!generate && !existsSync(name)) {
    const facts = { name, names: [...SUITES.keys()].join(', ') };
    throw new UsageError(t('There is no suite and no file "{name}". The built-in suites are {names}.', facts));
  }
  if (!generate) return describe(basename(name, '.jsonl'), () => readSuiteFile(name, most, t), t);
  const made = generate(seed, most ?? USUAL_QUESTIONS);
  return describe(name, () => made, t);
}

async function describe(name: string, read: SuiteSource['read'], t: Translate): Promise<SuiteSource> {
  const hash = createHash('sha256');
  let questions = 0;
  for await (const { id, question, answer, kind } of read()) {
    hash.update(`${JSON.stringify([id, question, answer, kind])}\n`);
    questions += 1;
  }
  if (questions === 0) throw new UsageError(t('There is no question in the suite "{name}".', { name }));
  return { name, questions, digest: hash.digest('hex'), read };
}

async function* readSuiteFile(file: string, most = Number.POSITIVE_INFINITY, t: Translate): AsyncGenerator<SuiteQuestion, void> {
  const read = createSuiteReader();
  let questions = 0;
  try {
    for await (const { bytes } of readLines(file)) {
      if (questions === most) return;
      const question = read(bytes.toString());
      if (question) questions += 1;
      if (question) yield question;
    }
  } catch (error) {
    throw error instanceof SuiteError ? new UsageError(`${file}: ${describeSuiteError(error, t)}`) : error;
  }
}
