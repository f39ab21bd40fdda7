import assert from 'node:assert/strict';
import { endpointOf } from '../../test/support/scriptedEndpoint.ts';
import { say } from '../engine/chat.ts';
import { type ChatRequest, SYSTEM_ROLE } from '../engine/ports.ts';
import type { Endpoint } from './endpoint.ts';
import type { Learned } from './learned.ts';
import { buildRequestBody, refusableIn } from './requestBody.ts';

const build = (change: Partial<Endpoint> = {}, learned: Partial<Learned> = {}, request: Partial<ChatRequest> = {}) => {
  return buildRequestBody(endpointOf(change), { messages: [], maxTokens: 100, temperature: 0, format: 'text', ...request }, learned);
};

describe('the body of a request', () => {
  it('limits tokens by the name that the server knows', () => {
    assert.equal(build().max_tokens, 100);
    assert.equal(build({ baseUrl: 'https://api.openai.com/v1' }).max_completion_tokens, 100);
    assert.equal(build({ baseUrl: 'https://api.openai.com/v1' }).max_tokens, undefined);
    assert.equal(build({ baseUrl: 'https://api.openai.com/v1' }, { refused: ['max_completion_tokens'] }).max_tokens, 100);
  });

  it('gives room to a model that thinks by itself, found out or said by the reader', () => {
    assert.equal(build({}, { reasons: true }).max_tokens, 4196);
    assert.equal(build({ nativeReasoning: 'on', reasoningAllowance: 50 }).max_tokens, 150);
  });

  it('gives no more room than the context has left, but always what the reply needs', () => {
    assert.equal(build({}, { reasons: true }, { roomTokens: 1000 }).max_tokens, 1000);
    assert.equal(build({}, { reasons: true }, { roomTokens: 64 }).max_tokens, 100);
    assert.equal(build({}, {}, { roomTokens: 1000 }).max_tokens, 100);
  });

  it('is what another program would send, where that is wanted: nothing added, renamed or left out but the usage', () => {
    const messages = [say('system', 'Think.'), say('user', 'Why?')];
    const learned = { refused: ['max_tokens', 'temperature', SYSTEM_ROLE], reasons: true };
    const openai = { baseUrl: 'https://api.openai.com/v1', nativeReasoning: 'off' } as const;
    const { model, ...body } = build(openai, learned, { messages, temperature: undefined, exactly: {}, format: 'object' });
    const format = { type: 'json_object' };
    assert.deepEqual(body, { messages, stream: true, stream_options: { include_usage: true }, max_tokens: 100, response_format: format });
    const mine = build({ parameters: { top_k: 5, max_tokens: null } }, { refused: ['stream_options'] }, { exactly: {} });
    assert.deepEqual(refusableIn(mine), ['temperature', 'top_k']);
  });

  it('holds another program’s schema in the place of ours', () => {
    const schema = { type: 'object' };
    const { response_format } = build({}, {}, { format: 'schema', exactly: { jsonSchema: { name: 'Answer', schema } } });
    assert.deepEqual(response_format, { type: 'json_schema', json_schema: { name: 'Answer', strict: true, schema } });
  });

  it('puts the words of a refused system message before those of the first user', () => {
    const messages = [say('system', 'Think.'), say('user', 'Why?'), say('assistant', 'So.'), say('user', 'More?')];
    const refused = build({}, { refused: [SYSTEM_ROLE] }, { messages }).messages;
    assert.deepEqual(refused, [say('user', 'Think.\n\nWhy?'), ...messages.slice(2)]);
    assert.deepEqual(build({}, {}, { messages }).messages, messages);
    assert.deepEqual(build({}, { refused: [SYSTEM_ROLE] }, { messages: messages.slice(1) }).messages, messages.slice(1));
    assert.ok(refusableIn(build({}, {}, { messages })).includes(SYSTEM_ROLE));
  });

  it('holds the switch against reasoning that the server knows', () => {
    const switchAt = (baseUrl: string) => {
      const { model, messages, stream, stream_options, temperature, max_tokens, max_completion_tokens, ...rest } = build({
        baseUrl,
        nativeReasoning: 'off',
      });
      return rest;
    };
    assert.deepEqual(switchAt('https://api.openai.com/v1'), { reasoning_effort: 'none' });
    assert.deepEqual(switchAt('https://api.deepseek.com/v1'), { thinking: { type: 'disabled' } });
    assert.deepEqual(switchAt('https://openrouter.ai/api/v1'), { reasoning: { enabled: false } });
    assert.deepEqual(switchAt('https://dashscope-intl.aliyuncs.com/compatible-mode/v1'), { enable_thinking: false });
    assert.deepEqual(switchAt('http://localhost:8000/v1'), {
      reasoning_effort: 'none',
      chat_template_kwargs: { enable_thinking: false },
    });
  });

  it('leaves out what was refused, the parameters of the reader included', () => {
    const body = build({ parameters: { top_k: 5 } }, { refused: ['temperature', 'top_k'] });
    assert.deepEqual(refusableIn(body), ['max_tokens', 'stream_options']);
  });
});
