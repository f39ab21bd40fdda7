import assert from 'node:assert/strict';
import { failure, frame, redirect, reset, silence, sse, sseStep, whole } from './scriptedReplies.ts';
import { deadOrigin, type ScriptedServer, startScriptedServer } from './scriptedServer.ts';

describe('the scripted server', () => {
  let server: ScriptedServer;
  beforeEach(async () => {
    server = await startScriptedServer();
  });
  afterEach(() => server.close());

  const ask = (body: object = { model: 'm', messages: [] }, signal?: AbortSignal) =>
    fetch(`${server.baseUrl}/chat/completions`, { method: 'POST', body: JSON.stringify(body), ...(signal && { signal }) });

  it('plays its script, then what it always says, and records what was asked', async () => {
    server.script(failure(429, 'slow down'));
    server.always((request, index) => whole(`${request.body.model} ${index}`));
    assert.equal((await ask()).status, 429);
    assert.match(await (await ask({ model: 'second', messages: [] })).text(), /second 1/);
    assert.deepEqual(
      server.requests.map(({ method, path, body }) => [method, path, body.model]),
      [
        ['POST', '/v1/chat/completions', 'm'],
        ['POST', '/v1/chat/completions', 'second'],
      ],
    );
  });

  it('refuses connections for a while, and listens again on the same port', async () => {
    server.always(() => whole('here'));
    const again = server.refuseFor(20);
    await assert.rejects(ask());
    await again;
    assert.equal((await ask()).status, 200);
  });

  it('says so when the script is over', async () => {
    const response = await ask();
    assert.equal(response.status, 500);
    assert.match(await response.text(), /no reply for request 1/);
  });

  it('streams frames, with pauses, to the end', async () => {
    server.script(sse(['a', 1, 'b'], { usage: { prompt: 3, completion: 2, cached: 1 }, reasoning: ['hm'] }));
    const text = await (await ask()).text();
    assert.match(text, /"reasoning":"hm".*"content":"a".*"content":"b".*"finish_reason":"stop".*"cached_tokens":1.*\[DONE\]/s);
  });

  it('holds a reply until the test lets it go on', async () => {
    let open = () => {};
    const gate = new Promise<void>(resolve => {
      open = resolve;
    });
    server.script(sse(['a', gate, 'b']));
    const reader = (await ask()).body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    while (!text.includes('"a"')) text += (await reader?.read())?.value ?? '';
    assert.doesNotMatch(text, /"b"/);
    open();
    while (!text.includes('[DONE]')) text += (await reader?.read())?.value ?? '';
    assert.match(text, /"b"/);
  });

  it('cuts a step into pieces that join to it', async () => {
    const reply = sseStep({ title: '计算', content: 'x'.repeat(40), nextAction: 'continue' }, { finish: null, done: false });
    assert.ok((reply.stream?.length ?? 0) > 4);
    server.script(reply);
    assert.match(await (await ask()).text(), /data: .*计算/);
  });

  it('tells when the client closed the connection, and only then', async () => {
    server.script(silence, whole('fine'));
    const controller = new AbortController();
    const asked = ask({}, controller.signal);
    const request = await server.request(0);
    controller.abort();
    await assert.rejects(asked);
    assert.equal(await request.closed, request.closedAtMs);
    await (await ask()).text();
    assert.equal(server.requests[1]?.closedAtMs, undefined);
  });

  it('breaks the connection before and in the middle of a reply', async () => {
    server.script(reset, { stream: [frame({})], ending: 'reset' });
    await assert.rejects(ask());
    const response = await ask();
    await assert.rejects(response.text());
    assert.equal(server.requests[1]?.closedAtMs, undefined);
  });

  it('answers a route apart from the script, and redirects', async () => {
    server.route('/v1/models', { body: { data: [] } });
    server.script(redirect('/v1/models', 303));
    assert.deepEqual(await (await ask()).json(), { data: [] });
  });

  it('knows an origin where nothing listens', async () => {
    await assert.rejects(fetch(await deadOrigin()));
  });
});
