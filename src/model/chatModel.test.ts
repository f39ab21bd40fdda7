import assert from 'node:assert/strict';
import { delta, failure, frame, html, reset, silence, sse, whole } from '../../test/support/scriptedReplies.ts';
import { deadOrigin, type ScriptedServer, startScriptedServer } from '../../test/support/scriptedServer.ts';
import { ModelError } from '../engine/errors.ts';
import type { ChatPart, ChatRequest } from '../engine/ports.ts';
import { createChatModel } from './chatModel.ts';
import type { Endpoint } from './endpoint.ts';
import { createLearnedStore, learnedKey } from './learned.ts';

const REQUEST: ChatRequest = { messages: [{ role: 'user', content: 'Why?' }], maxTokens: 100, temperature: 0.2, format: 'schema' };

describe('the chat model', () => {
  let server: ScriptedServer;
  beforeEach(async () => {
    server = await startScriptedServer();
  });
  afterEach(() => server.close());

  const endpoint = (change: Partial<Endpoint> = {}): Endpoint => ({
    baseUrl: server.baseUrl,
    model: 'm',
    idleTimeoutMs: 0,
    reasoningAllowance: 4096,
    nativeReasoning: 'auto',
    learned: createLearnedStore(),
    ...change,
  });

  const ask = async (change: Partial<Endpoint> = {}, request: Partial<ChatRequest> = {}): Promise<ChatPart[]> => {
    const parts: ChatPart[] = [];
    const stream = createChatModel(endpoint(change)).stream({ ...REQUEST, ...request }, new AbortController().signal);
    for await (const part of stream) parts.push(part);
    return parts;
  };

  const failureOf = async (change: Partial<Endpoint> = {}): Promise<ModelError> => {
    const error = await ask(change).then(
      parts => assert.fail(`No failure, but ${JSON.stringify(parts)}`),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof ModelError, String(error));
    return error;
  };

  const textOf = (parts: readonly ChatPart[]) => parts.map(part => (part.type === 'text' ? part.text : '')).join('');

  describe('asks', () => {
    it('for a stream with usage, in the strict schema with its fields in order', async () => {
      server.script(sse(['ok']));
      await ask();
      const { body, method, path } = await server.request(0);
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

    it('for any object, or for no format at all, as the rung says', async () => {
      server.always(() => sse(['ok']));
      await ask({}, { format: 'object' });
      await ask({}, { format: 'text' });
      assert.deepEqual(server.requests[0]?.body.response_format, { type: 'json_object' });
      assert.equal(server.requests[1]?.body.response_format, undefined);
    });

    it('with the parameters and headers of the endpoint, where null leaves one of ours out', async () => {
      server.script(sse(['ok']));
      await ask({ parameters: { top_p: 0.9, temperature: null, model: 'other' }, headers: { 'X-Team': 'a', Host: 'evil' } });
      const { body, headers } = await server.request(0);
      assert.deepEqual([body['top_p'], 'temperature' in body, body.model], [0.9, false, 'm']);
      assert.equal(headers['x-team'], 'a');
      assert.equal(headers.host, new URL(server.origin).host);
    });

    it('with the switch against reasoning where that is wanted', async () => {
      server.script(sse(['ok']));
      await ask({ nativeReasoning: 'off' });
      assert.deepEqual(server.requests[0]?.body['chat_template_kwargs'], { enable_thinking: false });
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
      server.script(sse(['ok']));
      await ask({ userAgent: 'stepwise/1.2.3' });
      const { headers } = await server.request(0);
      assert.doesNotMatch(JSON.stringify(server.requests), /environment-secret/);
      assert.deepEqual(Object.keys(headers).sort(), ['accept', 'connection', 'content-length', 'content-type', 'host', 'user-agent']);
      assert.equal(headers['user-agent'], 'stepwise/1.2.3');
    });

    it('but its own key, where it has one', async () => {
      server.script(sse(['ok']));
      await ask({ apiKey: ' sk-own ' });
      assert.equal((await server.request(0)).headers.authorization, 'Bearer sk-own');
    });
  });

  describe('reads', () => {
    it('text, usage and the reason for the end', async () => {
      server.script(sse(['Hel', 'lo ', '世界'], { usage: { prompt: 7, completion: 3, cached: 5 }, finish: 'length' }));
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
      server.script(sse(['a'], { reasoning: ['hm'] }), sse(['b'], { reasoning: ['ha'], as: 'reasoning_content' }));
      assert.deepEqual((await ask())[1], { type: 'reasoning', text: 'hm' });
      assert.deepEqual((await ask())[1], { type: 'reasoning', text: 'ha' });
    });

    it('counts that are absent as absent, and the last of several', async () => {
      const chunk = (completion: number) => frame({ choices: [], usage: { prompt_tokens: 4, completion_tokens: completion } });
      server.script({ stream: [frame(delta({ content: 'x' })), chunk(1), chunk(2), frame(delta({}, 'stop'))] });
      const usage = (await ask()).filter(part => part.type === 'usage');
      assert.deepEqual(usage, [{ type: 'usage', usage: { promptTokens: 4, completionTokens: 2 } }]);
    });

    it('a whole completion from a server that does not stream', async () => {
      server.script(whole('All at once.', { finish: 'stop', usage: { prompt: 1, completion: 2 } }));
      assert.deepEqual((await ask()).slice(1), [
        { type: 'text', text: 'All at once.' },
        { type: 'usage', usage: { promptTokens: 1, completionTokens: 2 } },
        { type: 'finish', reason: 'stop' },
      ]);
    });

    it('a stream that ends with [DONE] alone as finished, and one that just ends as not', async () => {
      server.script(sse(['a'], { finish: null }), sse(['a'], { finish: null, done: false }));
      assert.deepEqual((await ask()).at(-1), { type: 'finish', reason: 'stop' });
      assert.deepEqual((await ask()).at(-1), { type: 'text', text: 'a' });
    });

    it('a finish reason without [DONE], and what comes before a break after it', async () => {
      server.script(sse(['a'], { done: false, ending: 'reset' }));
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
      server.script({ stream: frames });
      assert.equal(textOf(await ask()), 'good');
    });

    it('characters and frames that are cut between packets', async () => {
      const bytes = new TextEncoder().encode(frame(delta({ content: '步骤🙂' })) + frame(delta({}, 'stop')));
      server.script({ stream: [...bytes].map(byte => new Uint8Array([byte])) });
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
        server.script(reply);
        const error = await failureOf(change);
        assert.deepEqual([error.kind, error.reason], [kind, reason]);
        assert.equal(error.facts['origin'], server.origin);
        assert.equal(server.requests.length, 1);
      });
    }

    it('with the words of the server and of the model', async () => {
      server.script({ stream: [frame(delta({ refusal: 'I ' })), frame(delta({ refusal: 'will not.' })), frame(delta({}, 'stop'))] });
      assert.equal((await failureOf()).facts['said'], 'I will not.');
      server.script(failure(500, 'Out of\nmemory'));
      const { facts } = await failureOf();
      assert.deepEqual(facts, { origin: server.origin, host: new URL(server.origin).host, model: 'm', status: 500, said: 'Out of memory' });
    });

    it('of a port where nobody listens as refused', async () => {
      const error = await failureOf({ baseUrl: `${await deadOrigin()}/v1` });
      assert.deepEqual([error.kind, error.reason], ['network', 'refused']);
    });

    it('with the time that the server asks for', async () => {
      server.script({ ...failure(429, 'Slow down'), headers: { 'retry-after': '7' } });
      assert.equal((await failureOf()).retryAfterMs, 7000);
    });

    it('without a word of the key that the server echoes', async () => {
      server.script(failure(400, 'Bad header Bearer sk-123456'));
      const error = await failureOf({ apiKey: 'sk-123456' });
      assert.equal(error.facts['said'], 'Bad header Bearer [key]');
    });
  });

  it('notes what it asked and what came of it, bodies apart and keys nowhere', async () => {
    server.script(failure(503, 'Key sk-123456 waits'), sse(['ok']));
    const lines: string[] = [];
    const log = { debug: (line: string) => lines.push(`debug ${line}`), trace: (line: string) => lines.push(`trace ${line}`) };
    await failureOf({ log, apiKey: 'sk-123456' });
    await ask({ log, apiKey: 'sk-123456' });
    assert.deepEqual(
      lines.map(line => line.replace(/\d+ ms$/, 'N ms').replace(/ \{.*$/, ' {…}')),
      [
        `trace POST ${server.baseUrl}/chat/completions {…}`,
        `debug POST ${server.baseUrl}/chat/completions: server: server-failed 503 after N ms`,
        `trace POST ${server.baseUrl}/chat/completions {…}`,
        `debug POST ${server.baseUrl}/chat/completions: 200 after N ms`,
      ],
    );
    assert.doesNotMatch(lines.join(), /sk-123456/);
  });

  describe('waits', () => {
    it('for the first word no longer than allowed, whatever else the server says', async () => {
      server.script({ stream: [': ping\n\n', frame(delta({ role: 'assistant', content: '' })), 20, ': ping\n\n'], ending: 'silence' });
      const error = await failureOf({ firstByteTimeoutMs: 60 });
      assert.deepEqual([error.kind, error.reason], ['timeout', 'first-byte-timeout']);
      await (await server.request(0)).closed;
    });

    it('for the headers no longer than that either', async () => {
      server.script(silence);
      assert.equal((await failureOf({ firstByteTimeoutMs: 30 })).reason, 'first-byte-timeout');
      await (await server.request(0)).closed;
    });

    it('for the next word no longer than allowed, and reasoning counts as a word', async () => {
      server.script(sse([], { reasoning: ['hm'], finish: null, done: false, ending: 'silence' }));
      const error = await failureOf({ firstByteTimeoutMs: 5000, idleTimeoutMs: 30 });
      assert.deepEqual([error.kind, error.reason], ['timeout', 'idle-timeout']);
      await (await server.request(0)).closed;
    });

    it('not at all for a reader who takes time', async () => {
      server.script(sse(['a', 'b']));
      const parts: ChatPart[] = [];
      for await (const part of createChatModel(endpoint({ idleTimeoutMs: 100 })).stream(REQUEST, new AbortController().signal)) {
        parts.push(part);
        if (part.type === 'text') await new Promise(resolve => setTimeout(resolve, 150));
      }
      assert.equal(textOf(parts), 'ab');
    });
  });

  describe('stops', () => {
    const STOPPED = [
      ['before the headers', silence],
      ['before the first word', { stream: [': ping\n\n'], ending: 'silence' }],
      ['in the middle', sse(['a'], { finish: null, done: false, ending: 'silence' })],
      ['while it waits for the end of the stream', sse(['a'], { done: false, ending: 'silence' })],
    ] as const;
    for (const [name, reply] of STOPPED) {
      it(`${name}: silently, and the server sees the connection close within 200 ms (median of 20)`, async () => {
        server.always(() => reply);
        const delaysMs: number[] = [];
        for (let round = 0; round < 20; round++) delaysMs.push(await stopInPhase(round));
        assert.ok((delaysMs.toSorted((a, b) => a - b)[10] ?? Number.NaN) < 200, String(delaysMs));
      });
    }

    /** Asks, stops a little later, and gives the milliseconds until the server saw it. */
    async function stopInPhase(round: number): Promise<number> {
      const controller = new AbortController();
      const parts: ChatPart[] = [];
      const reading = (async () => {
        for await (const part of createChatModel(endpoint()).stream(REQUEST, controller.signal)) parts.push(part);
      })();
      const request = await server.request(round);
      await new Promise(resolve => setTimeout(resolve, 3));
      const before = parts.length;
      const stoppedAtMs = performance.now();
      controller.abort();
      await reading;
      assert.equal(parts.length, before);
      return (await request.closed) - stoppedAtMs;
    }

    it('says nothing that had arrived but was not read yet', async () => {
      server.script(sse(['a', 'b', 'c']));
      const controller = new AbortController();
      const parts: ChatPart[] = [];
      for await (const part of createChatModel(endpoint()).stream(REQUEST, controller.signal)) {
        parts.push(part);
        if (part.type === 'text') controller.abort();
      }
      assert.equal(textOf(parts), 'a');
    });

    it('sends nothing when it was stopped before', async () => {
      for await (const _part of createChatModel(endpoint()).stream(REQUEST, AbortSignal.abort())) assert.fail();
      assert.equal(server.requests.length, 0);
    });

    it('closes the connection when the reader stops listening', async () => {
      server.script(sse(['a'], { finish: null, done: false, ending: 'silence' }));
      for await (const part of createChatModel(endpoint()).stream(REQUEST, new AbortController().signal)) if (part.type === 'text') break;
      await (await server.request(0)).closed;
    });
  });

  describe('adapts', () => {
    const refuses = (name: string) => failure(400, `Unsupported parameter: '${name}' is not supported with this model.`, { param: name });

    it('renames the token limit, sends at once and remembers', async () => {
      server.script(refuses('max_tokens'), sse(['ok']), sse(['ok']));
      const learned = createLearnedStore();
      const parts = await ask({ learned });
      assert.deepEqual(parts.slice(0, 3), [
        { type: 'request' },
        { type: 'parameter-dropped', parameter: 'max_tokens' },
        { type: 'request' },
      ]);
      await ask({ learned });
      const limits = server.requests.map(({ body }) => [body['max_tokens'], body['max_completion_tokens']]);
      assert.deepEqual(limits, [
        [100, undefined],
        [undefined, 100],
        [undefined, 100],
      ]);
    });

    it('leaves out one parameter after the other', async () => {
      const detail = [{ type: 'extra_forbidden', loc: ['body', 'stream_options'], msg: 'Extra inputs are not permitted' }];
      server.script(refuses('temperature'), { status: 422, body: { detail } }, sse(['ok']));
      const parts = await ask();
      assert.deepEqual(
        parts.flatMap(part => (part.type === 'parameter-dropped' ? [part.parameter] : [])),
        ['temperature', 'stream_options'],
      );
      assert.equal(textOf(parts), 'ok');
      assert.deepEqual(Object.keys(server.requests[2]?.body ?? {}).sort(), [
        'max_tokens',
        'messages',
        'model',
        'response_format',
        'stream',
      ]);
    });

    it('leaves the token limit out where both of its names are refused', async () => {
      server.script(refuses('max_tokens'), refuses('max_completion_tokens'), sse(['ok']));
      assert.equal(textOf(await ask()), 'ok');
      assert.equal(server.requests.length, 3);
    });

    it('sends nothing again once the server has begun to answer', async () => {
      const error = frame({ error: { message: 'temperature?', param: 'temperature', code: 400 } });
      server.script({ stream: [frame(delta({ content: 'a' })), error] });
      assert.equal((await failureOf()).facts['parameter'], 'temperature');
      assert.equal(server.requests.length, 1);
    });

    it('notes once that a model thinks by itself, not with every word', async () => {
      let saved = 0;
      const learned = createLearnedStore({}, () => saved++);
      server.script(sse(['x'], { reasoning: ['a', 'b', 'c'] }));
      await ask({ learned });
      assert.equal(saved, 1);
    });

    it('remembers a refused parameter only when the request then succeeds', async () => {
      const learned = createLearnedStore();
      server.script(refuses('temperature'), failure(500, 'Oops'));
      await failureOf({ learned });
      assert.equal(learned.get(learnedKey(server.baseUrl, 'm')), undefined);
    });

    it('leaves the format to the ladder and a limit that is too high to the reader', async () => {
      for (const [message, param] of [
        ['Invalid response_format', 'response_format'],
        ['max_tokens is too large: 100', 'max_tokens'],
        ['The model stopped', null],
      ]) {
        server.script(failure(400, message ?? '', { param }));
        const error = await failureOf();
        assert.deepEqual([error.kind, error.reason, error.facts['parameter']], ['bad-request', 'bad-request', undefined]);
      }
    });

    it('gives a model that thinks by itself more room from the next request on', async () => {
      for (const reply of [sse(['x'], { reasoning: ['hm'] }), sse(['<th', 'ink>hm</think>x'])]) {
        const learned = createLearnedStore();
        server.script(reply, sse(['y']));
        await ask({ learned });
        await ask({ learned });
      }
      assert.deepEqual(
        server.requests.map(({ body }) => body['max_tokens']),
        [100, 4196, 100, 4196],
      );
    });
  });
});
