import { say } from '../chat.ts';
import { ANSWER_SCHEMA, parseAnswer } from './answerModel.ts';
import { pythonObject } from './pythonValue.ts';
import type { SeedProgram } from './seedProgram.ts';
import { NOTEBOOK } from './seedWords.ts';

/** The notebook for OpenAI's gpt-4o-mini: a strict schema of its own, five steps at most. */
export const notebook: SeedProgram = {
  name: 'seed-notebook',
  open: question => [say('system', NOTEBOOK.system), say('user', question), say('assistant', NOTEBOOK.greeting)],
  mostSteps: 5,
  tokensPerStep: 500,
  tokensForAnswer: 200,
  format: 'schema',
  exactly: { jsonSchema: ANSWER_SCHEMA },
  answerRequest: NOTEBOOK.answerRequest,
  isAscii: false,
  showsLastStepLate: false,
  read: reply => ({ value: parseAnswer(reply), isReadable: true }),
  giveUp: (said, isAnswer) =>
    isAnswer
      ? pythonObject({ title: NOTEBOOK.error, content: NOTEBOOK.failedAnswer(said) })
      : pythonObject({ title: NOTEBOOK.error, content: NOTEBOOK.failedStep(said), next_action: 'final_answer' }),
  defaults: { title: () => NOTEBOOK.untitled, step: '', answer: '' },
};
