import assert from 'node:assert/strict';
import { createReaderWords } from '../engine/readerWords.ts';
import { describeSuiteError, readSuite, SuiteError } from './readSuite.ts';
import { SUITES } from './suite.ts';

const line = (fields: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({ id: 'q1', question: 'What is 2 + 2?', answer: '4', kind: 'number', ...fields });

/** What a reader of English is told of a text that is no suite. */
function faultOf(text: string): string {
  try {
    readSuite(text);
  } catch (error) {
    if (error instanceof SuiteError) return describeSuiteError(error, createReaderWords({}, 'en').t);
    throw error;
  }
  return assert.fail('It was read.');
}

describe('A suite in a file', () => {
  it('is read as it was written', () => {
    const questions = SUITES.get('dates')?.(1, 20) ?? [];
    assert.deepEqual(readSuite(questions.map(question => JSON.stringify(question)).join('\n')), questions);
  });

  it('may hold blank lines, other fields, numbers as numbers, a byte order mark and line ends of Windows', () => {
    const text = `\ufeff${line({ id: 1, answer: 4, source: 'me' })}\r\n\r\n${line({ id: 'q2' })}\r\n`;
    assert.deepEqual(
      readSuite(text).map(({ id, answer }) => [id, answer]),
      [
        ['1', '4'],
        ['q2', '4'],
      ],
    );
  });

  it('is refused with the line that is at fault', () => {
    const faults = ['', '{"id":', '7', line({ answer: undefined }), line({ question: ' ' }), line({ kind: 'essay' }), line()];
    assert.deepEqual(
      faults.map((fault, at) => faultOf(at === 0 ? fault : `${line()}\n\n${fault}`)),
      [
        'There is no question in it. A suite has one question as JSON on each line.',
        'Line 3 is not JSON. A suite has one question as JSON on each line.',
        'Line 3 is not JSON. A suite has one question as JSON on each line.',
        'Line 3 lacks one of the fields id, question and answer.',
        'Line 3 lacks one of the fields id, question and answer.',
        'Line 3 lacks its kind, which is one of number, choice, text, yes-no.',
        'Line 3 has the id of an earlier line.',
      ],
    );
  });
});
