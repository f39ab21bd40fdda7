import assert from 'node:assert/strict';
import { OVERFLOWS } from '../../test/support/overflows.ts';
import { type Asked, refusalOf, streamErrorOf } from './toModelError.ts';

const ASKED: Asked = {
  baseUrl: 'http://host:8000/v1',
  model: 'qwen',
  apiKey: 'sk-123456',
  parameters: ['temperature', 'max_tokens', 'stop'],
};

const read = (status: number, body: unknown, asked: Partial<Asked> = {}, headers: Record<string, string> = {}) =>
  refusalOf(new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers }), { ...ASKED, ...asked });

const kindOf = async (status: number, body: unknown) => {
  const { kind, reason } = await read(status, body);
  return `${kind}: ${reason}`;
};

describe('a refusal', () => {
  describe('because the prompt is too long is recognised from', () => {
    for (const { server, status, body, sizes } of OVERFLOWS) {
      it(server, async () => {
        const { kind, reason, facts } = await read(status, body);
        assert.deepEqual([kind, reason], ['context-overflow', 'context-overflow']);
        assert.deepEqual([facts['promptTokens'], facts['contextSize']], sizes);
        assert.equal(facts['parameter'], undefined);
      });
    }
  });

  it('because the prompt is too long is recognised in the middle of a stream too', () => {
    for (const { body, sizes, inStream } of OVERFLOWS.filter(({ inStream }) => inStream)) {
      const { kind, facts } = streamErrorOf(body.error, ASKED);
      assert.deepEqual([kind, facts['promptTokens'], facts['contextSize'], inStream], ['context-overflow', ...sizes, true]);
    }
  });

  it('carries all that the server wrote, for programs that pass it on, but no key', async () => {
    const { body, facts } = await read(500, `  { "detail": "sk-123456", "more": "${'x'.repeat(999)}" }\n`);
    assert.equal(body, `  { "detail": "[key]", "more": "${'x'.repeat(999)}" }\n`);
    assert.ok(!JSON.stringify(facts).includes('xxx'.repeat(200)));
    assert.equal(streamErrorOf({ message: 'failed' }, ASKED).body, undefined);
  });

  it('because the request is too long for a proxy is told apart', async () => {
    assert.equal(await kindOf(413, '<html>Too large</html>'), 'context-overflow: request-too-large');
    assert.equal(await kindOf(413, { error: { message: 'maximum context length is 5 tokens' } }), 'context-overflow: context-overflow');
  });

  it('of a proxy that wants a password is no refused key', async () => {
    assert.equal(await kindOf(407, '<html>Proxy Authentication Required</html>'), 'network: proxy-auth');
  });

  it('because of the model is told apart from a wrong path', async () => {
    const missing = 'model-not-found: model-not-found';
    assert.equal(
      await kindOf(404, { error: { message: 'The model `qwen` does not exist.', type: 'NotFoundError', param: 'model' } }),
      missing,
    );
    assert.equal(await kindOf(404, { error: { message: 'model "x" not found, try pulling it first', type: 'api_error' } }), missing);
    assert.equal(await kindOf(404, { error: { message: 'No access to qwen', code: 'model_not_found' } }), missing);
    assert.equal(await kindOf(400, { error: { message: 'Model Not Exist', type: 'invalid_request_error' } }), missing);
    assert.equal(await kindOf(404, { error: 'qwen?' }), missing);
    assert.equal(await kindOf(404, { detail: 'Not Found' }), 'bad-request: check-base-url');
    assert.equal(await kindOf(405, { detail: 'Method Not Allowed' }), 'bad-request: check-base-url');
    assert.equal(await kindOf(404, ''), 'bad-request: check-base-url');
    assert.equal(await kindOf(400, '<html>nginx</html>'), 'bad-request: check-base-url');
  });

  it('keeps its status where a proxy wrote a page about it', async () => {
    assert.equal(await kindOf(502, '<html>Bad gateway</html>'), 'server: server-failed');
    assert.equal(await kindOf(429, '<html>Slow down</html>'), 'rate-limit: rate-limited');
    assert.equal((await read(502, '<html>Bad gateway</html>')).facts['said'], undefined);
  });

  it('because of a missing key is told apart from a refused one', async () => {
    assert.equal((await read(401, { error: 'Unauthorized' }, { apiKey: '' })).reason, 'key-missing');
    assert.equal((await read(401, { error: 'Unauthorized' })).reason, 'key-refused');
  });

  it('because of an empty account is told apart from a busy server', async () => {
    assert.equal(await kindOf(429, { error: { message: 'Quota', code: 'insufficient_quota' } }), 'rate-limit: quota-exceeded');
    assert.equal(await kindOf(429, { error: { message: 'Slow' } }), 'rate-limit: rate-limited');
  });

  it('of a busy server tells a loading model apart', async () => {
    assert.equal(await kindOf(503, { error: { message: 'Loading model', type: 'unavailable_error' } }), 'server: model-loading');
    assert.equal(await kindOf(503, { error: { message: 'Engine is dead' } }), 'server: server-failed');
    assert.equal((await read(503, '', {}, { 'retry-after': '3' })).retryAfterMs, 3000);
  });

  it('names a parameter that can be left out, by field, by place or in words', async () => {
    const parameterOf = async (body: unknown) => (await read(400, body)).facts['parameter'];
    assert.equal(await parameterOf({ error: { message: 'x', param: 'temperature' } }), 'temperature');
    assert.equal(await parameterOf({ detail: [{ loc: ['body', 'stop'], msg: 'extra' }] }), 'stop');
    assert.equal(await parameterOf({ error: { message: 'max_tokens is not supported' } }), 'max_tokens');
    assert.equal(await parameterOf({ error: { message: "Unrecognized argument: 'stop'" } }), 'stop');
    assert.equal(await parameterOf({ error: { message: 'The server will stop soon' } }), undefined);
    assert.equal(await parameterOf({ error: { message: 'x', param: 'response_format' } }), undefined);
    assert.equal(await parameterOf({ error: { message: 'max_tokens must be at most 100', param: 'max_tokens' } }), undefined);
    assert.equal(await parameterOf({ error: { message: 'my_max_tokens_2' } }), undefined);
  });

  it('in a stream counts by its code where that is a status', () => {
    assert.equal(streamErrorOf({ message: 'x', code: 429 }, ASKED).reason, 'rate-limited');
    assert.equal(streamErrorOf({ message: 'x', code: null }, ASKED).reason, 'server-failed');
    assert.equal(streamErrorOf('x', ASKED).facts['said'], 'x');
  });
});
