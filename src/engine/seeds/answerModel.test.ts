import assert from 'node:assert/strict';
import { parseAnswer } from './answerModel.ts';
import { type CompletionReply, PythonException } from './openaiClient.ts';
import { streamlit } from './streamlit.ts';

const reply = (text: string | undefined, more: Partial<CompletionReply> = {}): CompletionReply => ({
  text,
  finishReason: 'stop',
  usage: {},
  ...more,
});
const said = (given: CompletionReply): string => {
  try {
    return JSON.stringify(parseAnswer(given));
  } catch (error) {
    return error instanceof PythonException ? error.message : String(error);
  }
};
const URL = 'https://errors.pydantic.dev/2.9/v';

describe('The notebook’s check of a reply', () => {
  it('names each field that is missing or of another type, in the order of the class', () => {
    assert.equal(
      said(reply('{"content":1,"title":null}')),
      [
        '3 validation errors for Answer',
        'title',
        '  Input should be a valid string [type=string_type, input_value=None, input_type=NoneType]',
        `    For further information visit ${URL}/string_type`,
        'next_action',
        "  Field required [type=missing, input_value={'content': 1, 'title': None}, input_type=dict]",
        `    For further information visit ${URL}/missing`,
        'content',
        '  Input should be a valid string [type=string_type, input_value=1, input_type=int]',
        `    For further information visit ${URL}/string_type`,
      ].join('\n'),
    );
    assert.match(
      said(reply('{"title":"A","next_action":"stop","content":"B"}')),
      /^1 validation error for Answer\nnext_action\n {2}Input should be 'co/,
    );
  });

  it('shows a long value by its ends, and cuts no character', () => {
    const long = `{"title":"${'计算'.repeat(20)}`;
    assert.ok(said(reply(long)).includes(` [type=json_invalid, input_value='{"title":"计算计算...算计算计算计算', input_type=str]`));
  });

  it('takes no reply that was cut, filtered or refused, and says so as its client does', () => {
    const cut = { finishReason: 'length', usage: { promptTokens: 7, completionTokens: 2 } };
    assert.equal(
      said(reply('{}', cut)),
      'Could not parse response content as the length limit was reached - CompletionUsage(completion_tokens=2, prompt_tokens=7, total_tokens=9, completion_tokens_details=None)',
    );
    assert.match(said(reply('{', { finishReason: 'content_filter' })), /rejected by the content filter$/);
    assert.match(said(reply(undefined)), /^the JSON object must be str/);
  });
});

describe('The Streamlit program', () => {
  it('takes text that is no JSON for a step that goes on, or for the answer', () => {
    const read = (isAnswer: boolean) => Object.fromEntries(Object(streamlit.read(reply('So.'), isAnswer).value));
    assert.deepEqual(read(false), { title: 'API Response', content: 'So.', next_action: 'continue' });
    assert.deepEqual(read(true), { title: 'API Response', content: 'So.', next_action: 'final_answer' });
    assert.throws(() => streamlit.read(reply(undefined), false), PythonException);
  });
});
