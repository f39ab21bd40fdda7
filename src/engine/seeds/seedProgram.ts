import type { ChatMessage } from '../chat.ts';
import type { ExactForm } from '../ports.ts';
import type { CompletionReply } from './openaiClient.ts';
import type { PythonObject, PythonValue } from './pythonValue.ts';

/** What a program goes on with, and whether that is what it had asked for. */
export interface ReadReply {
  readonly value: PythonValue;
  readonly isReadable: boolean;
}

/** One of the two programs that Stepwise grew from, as far as they differ. */
export interface SeedProgram {
  /** The strategy's name. */
  readonly name: string;
  /** The messages that a question is put with. */
  readonly open: (question: string) => readonly ChatMessage[];
  readonly mostSteps: number;
  readonly tokensPerStep: number;
  readonly tokensForAnswer: number;
  /** Absent: none is sent. */
  readonly temperature?: number;
  readonly format: 'schema' | 'object';
  readonly exactly: ExactForm;
  /** What the answer is asked for with. */
  readonly answerRequest: string;
  /** Whether what goes back of a step is written with `\u` escapes. */
  readonly isAscii: boolean;
  /** Whether the last step is shown only together with the answer. */
  readonly showsLastStepLate: boolean;
  /** What the program makes of a reply. Throws `PythonException` where it tries again. */
  readonly read: (reply: CompletionReply, isAnswer: boolean) => ReadReply;
  /** What stands in the place of a step or an answer after three tries; `said` is the last exception's text. */
  readonly giveUp: (said: string, isAnswer: boolean) => PythonObject;
  /** Where a step or an answer says nothing under the key. */
  readonly defaults: { readonly title: (number: number) => string; readonly step: string; readonly answer: string };
}
