import assert from 'node:assert/strict';
import { scriptedEndpoint, textOf } from '../../test/support/scriptedEndpoint.ts';
import { delta, failure, frame, html, reset, sse, whole } from '../../test/support/scriptedReplies.ts';
import { deadOrigin } from '../../test/support/scriptedServer.ts';

describe('the chat model', () => {
  const on = scriptedEndpoint();
  const { ask, failureOf } = on;

  describe('asks', () => {
    it('for a stream with usage, in the strict schema with its fields in order', async () => {
      on.server.script(sse(['ok']));
      await ask();
      const { body, method, path } = await on.server.request(0);
      assert.deepEqual([method, path], ['POST', '/v1/chat/completions']);
      const { response_format, ...rest } = body;
      assert.deepEqual(rest, {
        model: 'm',
        messages: [{ role: 'user', content: 'Why?' }],
        stream: true,
        stream_options: { include_usage: true },
        temperature: 0.2,
        max_tokens: 100,
      });
      assert.match(JSON.stringify(response_format), /^\{"type":"json_schema","json_schema":\{"name":"step","strict":true,"schema":/);
      assert.match(JSON.stringify(response_format), /"properties":\{"title":.*"content":.*"next_action":/);
      assert.match(JSON.stringify(response_format), /"required":\["title","content","next_action"\],"additionalProperties":false/);
    });

    it('as another program would, which leaves out nothing that a server refuses', async () => {
      const refusal = (name: string) => failure(400, `${name} is not supported`, { param: name });
      on.server.script(refusal('stream_options'), refusal('temperature'), refusal('temperature'), sse(['ok']));
      await assert.rejects(ask({}, { exactly: {} }), /bad-request/);
      assert.equal(on.server.requests.length, 2);
      assert.equal((await ask()).filter(({ type }) => type === 'parameter-dropped').length, 1);
    });

    it('for any object, or for no format at all, as the rung says', async () => {
      on.server.always(() => sse(['ok']));
      await ask({}, { format: 'object' });
      await ask({}, { format: 'text' });
      assert.deepEqual(on.server.requests[0]?.body.response_format, { type: 'json_object' });
      assert.equal(on.server.requests[1]?.body.response_format, undefined);
    });

    it('with the parameters and headers of the endpoint, where null leaves one of ours out', async () => {
      on.server.script(sse(['ok']));
      await ask({ parameters: { top_p: 0.9, temperature: null, model: 'other' }, headers: { 'X-Team': 'a', Host: 'evil' } });
      const { body, headers } = await on.server.request(0);
      assert.deepEqual([body['top_p'], 'temperature' in body, body.model], [0.9, false, 'm']);
      assert.equal(headers['x-team'], 'a');
      assert.equal(headers.host, new URL(on.server.origin).host);
    });

    it('with the switch against reasoning where that is wanted', async () => {
      on.server.script(sse(['ok']));
      await ask({ nativeReasoning: 'off' });
      assert.deepEqual(on.server.requests[0]?.body['chat_template_kwargs'], { enable_thinking: false });
    });
  });

  describe('sends nothing that it was not told to', () => {
    const VARIABLES = {
      OPENAI_API_KEY: 'sk-environment-secret',
      OPENAI_ADMIN_KEY: 'sk-environment-secret',
      OPENAI_ORG_ID: 'org-environment-secret',
      OPENAI_PROJECT_ID: 'proj-environment-secret',
      OPENAI_CUSTOM_HEADERS: 'X-Secret: environment-secret\nAuthorization: Bearer environment-secret\nUser-Agent: environment-secret',
      OPENAI_BASE_URL: 'http://environment-secret.invalid/v1',
      OPENAI_LOG: 'debug',
      OPENAI_WEBHOOK_SECRET: 'environment-secret',
    };
    const before = new Map<string, string | undefined>();
    beforeEach(() => {
      for (const [name, value] of Object.entries(VARIABLES)) {
        before.set(name, process.env[name]);
        process.env[name] = value;
      }
    });
    afterEach(() => {
      for (const [name, value] of before) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
    });

    it('neither from the environment nor of the SDK', async () => {
      on.server.script(sse(['ok']));
      await ask({ userAgent: 'stepwise/1.2.3' });
      const { headers } = await on.server.request(0);
      assert.doesNotMatch(JSON.stringify(on.server.requests), /environment-secret/);
      assert.deepEqual(Object.keys(headers).sort(), ['accept', 'connection', 'content-length', 'content-type', 'host', 'user-agent']);
      assert.equal(headers['user-agent'], 'stepwise/1.2.3');
    });

    it('but its own key, where it has one', async () => {
      on.server.script(sse(['ok']));
      await ask({ apiKey: ' sk-own ' });
      assert.equal((await on.server.request(0)).headers.authorization, 'Bearer sk-own');
    });
  });

  describe('reads', () => {
    it('text, usage and the reason for the end', async () => {
      on.server.script(sse(['Hel', 'lo ', '世界'], { usage: { prompt: 7, completion: 3, cached: 5 }, finish: 'length' }));
      assert.deepEqual(await ask(), [
        { type: 'request' },
        { type: 'text', text: 'Hel' },
        { type: 'text', text: 'lo ' },
        { type: 'text', text: '世界' },
        { type: 'usage', usage: { promptTokens: 7, cachedTokens: 5, completionTokens: 3 } },
        { type: 'finish', reason: 'length' },
      ]);
    });

    it('the reasoning of the model under both names', async () => {
      on.server.script(sse(['a'], { reasoning: ['hm'] }), sse(['b'], { reasoning: ['ha'], as: 'reasoning_content' }));
      assert.deepEqual((await ask())[1], { type: 'reasoning', text: 'hm' });
      assert.deepEqual((await ask())[1], { type: 'reasoning', text: 'ha' });
    });

    it('counts that are absent as absent, and the last of several', async () => {
      const chunk = (completion: number) => frame({ choices: [], usage: { prompt_tokens: 4, completion_tokens: completion } });
      on.server.script({ stream: [frame(delta({ content: 'x' })), chunk(1), chunk(2), frame(delta({}, 'stop'))] });
      const usage = (await ask()).filter(part => part.type === 'usage');
      assert.deepEqual(usage, [{ type: 'usage', usage: { promptTokens: 4, completionTokens: 2 } }]);
    });

    it('a whole completion from a server that does not stream', async () => {
      on.server.script(whole('All at once.', { finish: 'stop', usage: { prompt: 1, completion: 2 } }));
      assert.deepEqual((await ask()).slice(1), [
        { type: 'text', text: 'All at once.' },
        { type: 'usage', usage: { promptTokens: 1, completionTokens: 2 } },
        { type: 'finish', reason: 'stop' },
      ]);
    });

    it('a stream that ends with [DONE] alone as finished, and one that just ends as not', async () => {
      on.server.script(sse(['a'], { finish: null }), sse(['a'], { finish: null, done: false }));
      assert.deepEqual((await ask()).at(-1), { type: 'finish', reason: 'stop' });
      assert.deepEqual((await ask()).at(-1), { type: 'text', text: 'a' });
    });

    it('a finish reason without [DONE], and what comes before a break after it', async () => {
      on.server.script(sse(['a'], { done: false, ending: 'reset' }));
      assert.deepEqual((await ask()).at(-1), { type: 'finish', reason: 'stop' });
    });

    it('past comments, null deltas, wrong types, broken frames and CRLF', async () => {
      const frames = [
        ': ping\n\n',
        frame(delta({ role: 'assistant', content: null })),
        frame({ choices: [{ delta: null }] }),
        frame({ choices: 'none' }),
        'data: {"choices":[{"delta":{"conte\n\n',
        'data: [1]\r\n\r\n',
        frame(delta({ content: 'good' })).replaceAll('\n', '\r\n'),
        frame(delta({}, 'stop')),
      ];
      on.server.script({ stream: frames });
      assert.equal(textOf(await ask()), 'good');
    });

    it('characters and frames that are cut between packets', async () => {
      const bytes = new TextEncoder().encode(frame(delta({ content: '步骤🙂' })) + frame(delta({}, 'stop')));
      on.server.script({ stream: [...bytes].map(byte => new Uint8Array([byte])) });
      assert.equal(textOf(await ask()), '步骤🙂');
    });
  });

  describe('fails', () => {
    const FAILURES = [
      ['a refused key', failure(401, 'Incorrect API key'), 'auth', 'key-refused', { apiKey: 'sk-123456' }],
      ['a missing key', { status: 401, body: { error: 'Unauthorized' } }, 'auth', 'key-missing', {}],
      ['a forbidden model', failure(403, 'No access'), 'auth', 'forbidden', {}],
      ['a request that is not understood', failure(400, 'Failed to initialize samplers'), 'bad-request', 'bad-request', {}],
      ['a request that cannot be processed', failure(422, 'No.'), 'bad-request', 'bad-request', {}],
      ['an unknown path', { status: 404, body: { detail: 'Not Found' } }, 'bad-request', 'check-base-url', {}],
      ['a page for people', html(), 'bad-request', 'check-base-url', {}],
      ['another page for people', html('Not here', 404), 'bad-request', 'check-base-url', {}],
      ['some other JSON', { body: { hello: 'world' } }, 'bad-request', 'check-base-url', {}],
      ['a broken completion', { body: '{"choices":[{"mess' }, 'server', 'not-json', {}],
      ['too many requests', failure(429, 'Slow down'), 'rate-limit', 'rate-limited', {}],
      ['a timeout of the server', failure(504, 'Gateway'), 'timeout', 'server-timeout', {}],
      ['a fault of the server', failure(500, 'Oops'), 'server', 'server-failed', {}],
      ['a model that is loading', failure(503, 'Loading model', { type: 'unavailable_error' }), 'server', 'model-loading', {}],
      ['a broken connection', reset, 'network', 'reset', {}],
      ['a break in the middle', sse(['a'], { finish: null, done: false, ending: 'reset' }), 'network', 'stream-broken', {}],
      ['an error in the stream', { stream: [frame({ error: { message: 'Engine died', code: 500 } })] }, 'server', 'server-failed', {}],
      ['an error in words', { stream: [frame({ error: 'Engine died' }), 'data: [DONE]\n\n'] }, 'server', 'server-failed', {}],
      ['a named error event', { stream: ['event: error\ndata: {"message":"x"}\n\n'] }, 'server', 'server-failed', {}],
      ['an error with status 200', { body: { error: { message: 'x', code: 429 } } }, 'rate-limit', 'rate-limited', {}],
      ['a content filter', sse(['a'], { finish: 'content_filter' }), 'refusal', 'content-filter', {}],
      [
        'a refusal',
        { stream: [frame(delta({ refusal: 'I ' })), frame(delta({ refusal: 'will not.' })), frame(delta({}, 'stop'))] },
        'refusal',
        'model-refused',
        {},
      ],
    ] as const;
    for (const [name, reply, kind, reason, change] of FAILURES) {
      it(`of ${name} as ${kind}: ${reason}`, async () => {
        on.server.script(reply);
        const error = await failureOf(change);
        assert.deepEqual([error.kind, error.reason], [kind, reason]);
        assert.equal(error.facts['origin'], on.server.origin);
        assert.equal(on.server.requests.length, 1);
      });
    }

    it('with the words of the server and of the model', async () => {
      on.server.script({ stream: [frame(delta({ refusal: 'I ' })), frame(delta({ refusal: 'will not.' })), frame(delta({}, 'stop'))] });
      assert.equal((await failureOf()).facts['said'], 'I will not.');
      on.server.script(failure(500, 'Out of\nmemory'));
      const { facts } = await failureOf();
      assert.deepEqual(facts, {
        origin: on.server.origin,
        host: new URL(on.server.origin).host,
        model: 'm',
        status: 500,
        said: 'Out of memory',
      });
    });

    it('of a port where nobody listens as refused', async () => {
      const error = await failureOf({ baseUrl: `${await deadOrigin()}/v1` });
      assert.deepEqual([error.kind, error.reason], ['network', 'refused']);
    });

    it('with the time that the server asks for', async () => {
      on.server.script({ ...failure(429, 'Slow down'), headers: { 'retry-after': '7' } });
      assert.equal((await failureOf()).retryAfterMs, 7000);
    });

    it('without a word of the key that the server echoes', async () => {
      on.server.script(failure(400, 'Bad header Bearer sk-123456'));
      const error = await failureOf({ apiKey: 'sk-123456' });
      assert.equal(error.facts['said'], 'Bad header Bearer [key]');
    });
  });
});
