import type { Translate } from '../engine/translate.ts';
import { KINDS, type SuiteQuestion } from './suite.ts';

/** Why a text is no suite, and the 1-based number of the line that shows it. */
export class SuiteError extends Error {
  readonly why: 'empty' | 'not-json' | 'no-question' | 'unknown-kind' | 'repeated-id';
  readonly line: number;
  constructor(why: SuiteError['why'], line: number) {
    super(`Line ${line} of the suite: ${why}`);
    this.why = why;
    this.line = line;
  }
}

/** Reads JSON Lines, one question a line; blank lines and fields that are not known are skipped. Throws a SuiteError where a line is no question. */
export function readSuite(text: string): readonly SuiteQuestion[] {
  const read = createSuiteReader();
  const questions = text.split('\n').flatMap(line => read(line) ?? []);
  if (questions.length === 0) throw new SuiteError('empty', 1);
  return questions;
}

/** Reads the lines of a suite one after the other, of which it holds nothing but the ids; nothing comes of a blank one. Throws as `readSuite` does. */
export function createSuiteReader(): (line: string) => SuiteQuestion | undefined {
  const ids = new Set<string>();
  let number = 0;
  return line => {
    number += 1;
    const text = line.replace(/^\ufeff/, '');
    if (!text.trim()) return undefined;
    const question = readQuestion(text, number);
    if (ids.has(question.id)) throw new SuiteError('repeated-id', number);
    ids.add(question.id);
    return question;
  };
}

function readQuestion(line: string, number: number): SuiteQuestion {
  const fields = fieldsOf(line);
  if (!fields) throw new SuiteError('not-json', number);
  const [id, question, answer] = ['id', 'question', 'answer'].map(name => textOf(fields.get(name)));
  if (id === undefined || question === undefined || answer === undefined) throw new SuiteError('no-question', number);
  const kind = KINDS.find(one => one === fields.get('kind'));
  if (!kind) throw new SuiteError('unknown-kind', number);
  return { id, question, answer, kind };
}

function fieldsOf(line: string): ReadonlyMap<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : undefined;
  } catch {
    return undefined;
  }
}

/** Who writes a suite by hand writes numbers as numbers. */
function textOf(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text.trim() ? text : undefined;
}

/** What is wrong with a file that is no suite, and what one is. */
export function describeSuiteError({ why, line }: SuiteError, t: Translate): string {
  switch (why) {
    case 'empty':
      return t('There is no question in it. A suite has one question as JSON on each line.');
    case 'not-json':
      return t('Line {line} is not JSON. A suite has one question as JSON on each line.', { line });
    case 'no-question':
      return t('Line {line} lacks one of the fields id, question and answer.', { line });
    case 'unknown-kind':
      return t('Line {line} lacks its kind, which is one of {kinds}.', { line, kinds: KINDS.join(', ') });
    case 'repeated-id':
      return t('Line {line} has the id of an earlier line.', { line });
  }
}
