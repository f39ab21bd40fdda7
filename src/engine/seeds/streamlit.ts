import { say } from '../chat.ts';
import { NO_TEXT } from './answerModel.ts';
import { type CompletionReply, PythonException } from './openaiClient.ts';
import { JsonFault, loads } from './pythonJson.ts';
import { pythonObject } from './pythonValue.ts';
import type { ReadReply, SeedProgram } from './seedProgram.ts';
import { STREAMLIT } from './seedWords.ts';

/** The Streamlit page for Qwen2.5-7B-Instruct on vLLM: any JSON object, 26 steps at most. */
export const streamlit: SeedProgram = {
  name: 'seed-streamlit',
  open: question => [say('system', STREAMLIT.system), say('user', question), say('assistant', STREAMLIT.greeting)],
  mostSteps: 26,
  tokensPerStep: 1000,
  tokensForAnswer: 1000,
  temperature: 0.2,
  format: 'object',
  exactly: {},
  answerRequest: STREAMLIT.answerRequest,
  isAscii: true,
  showsLastStepLate: true,
  read: readAnything,
  giveUp: said => pythonObject({ title: STREAMLIT.error, content: STREAMLIT.failed(said), next_action: 'final_answer' }),
  defaults: { title: STREAMLIT.untitled, step: STREAMLIT.noContent, answer: STREAMLIT.noAnswer },
};

/** Text that is no JSON becomes a step, or the answer, as it stands. */
function readAnything({ text }: CompletionReply, isAnswer: boolean): ReadReply {
  if (text === undefined) throw new PythonException(NO_TEXT, 'refusal');
  try {
    return { value: loads(text), isReadable: true };
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    const nextAction = isAnswer ? 'final_answer' : 'continue';
    return { value: pythonObject({ title: STREAMLIT.unreadable, content: text, next_action: nextAction }), isReadable: false };
  }
}
