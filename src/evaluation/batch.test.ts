import assert from 'node:assert/strict';
import { batchLine, parseBatchReply } from './batch.ts';

const id = { task: 12, request: 'abcdef0123456789', number: 1 };
const custom_id = JSON.parse(batchLine(id, {})).custom_id;
const outputOf = (body: unknown, status_code = 200) =>
  JSON.stringify({ id: 'b', custom_id, response: { status_code, request_id: 'r', body }, error: null });

describe('A line of a Batch file', () => {
  it('is a request to chat/completions, known by its id', () => {
    assert.deepEqual(JSON.parse(batchLine(id, { model: 'small', messages: [] })), {
      custom_id,
      method: 'POST',
      url: '/v1/chat/completions',
      body: { model: 'small', messages: [] },
    });
  });

  it('comes back as the reply to that request, with all that is known of it', () => {
    const message = { role: 'assistant', content: 'Four.', reasoning_content: 'Hm.' };
    const usage = { prompt_tokens: 9, completion_tokens: 3, prompt_tokens_details: { cached_tokens: 4 } };
    assert.deepEqual(parseBatchReply(outputOf({ choices: [{ message, finish_reason: 'stop' }], usage })), {
      id,
      reply: {
        request: id.request,
        number: 1,
        parts: [
          [0, { type: 'request' }],
          [0, { type: 'reasoning', text: 'Hm.' }],
          [0, { type: 'text', text: 'Four.' }],
          [0, { type: 'usage', usage: { promptTokens: 9, cachedTokens: 4, completionTokens: 3 } }],
          [0, { type: 'finish', reason: 'stop' }],
        ],
      },
    });
  });

  it('is no reply where the request failed, or where it is somebody else’s', () => {
    const body = { choices: [{ message: { content: 'Four.' } }] };
    assert.ok(parseBatchReply(outputOf(body)));
    const strange = JSON.stringify({ custom_id: 'request-1', response: { status_code: 200, body } });
    for (const text of [outputOf(body, 500), outputOf({ choices: [] }), outputOf(null), strange, '', '{"custom_id":', '[1]']) {
      assert.equal(parseBatchReply(text), undefined, text);
    }
  });
});
