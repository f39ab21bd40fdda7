import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import zlib from 'node:zlib';
import { html, redirect, reset, silence } from '../../test/support/scriptedReplies.ts';
import { deadOrigin, type ScriptedServer, startScriptedServer } from '../../test/support/scriptedServer.ts';
import { ModelError } from '../engine/errors.ts';
import { createHttpFetch } from './httpFetch.ts';
import type { Address } from './outgoingHeaders.ts';

describe('fetch over node:http', () => {
  let server: ScriptedServer;
  beforeEach(async () => {
    server = await startScriptedServer();
  });
  afterEach(() => server.close());

  const post = (address: Partial<Address> = {}, signal?: AbortSignal) =>
    createHttpFetch({ baseUrl: server.baseUrl, ...address })(`${server.baseUrl}/x`, { method: 'POST', body: '{"问":1}', signal });

  const failureOf = async (promise: Promise<unknown>): Promise<ModelError> => {
    const error = await promise.then(
      () => assert.fail('No failure.'),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof ModelError, String(error));
    return error;
  };

  /** Comes when the connection is closed; never, if a listener is left. */
  const noListeners = async (signal: AbortSignal) => {
    while (getEventListeners(signal, 'abort').length > 0) await new Promise(resolve => setImmediate(resolve));
  };

  it('sends the body in UTF-8 with its length and gives status, headers and body', async () => {
    server.script({ status: 418, headers: { 'x-tea': 'green' }, body: 'short' });
    const response = await post();
    assert.deepEqual([response.status, response.headers.get('x-tea'), await response.text()], [418, 'green', 'short']);
    const { body, headers } = await server.request(0);
    assert.deepEqual([body, headers['content-length'], headers['content-type']], [{ 问: 1 }, '9', 'application/json']);
  });

  for (const [encoding, encode] of [
    ['gzip', zlib.gzipSync],
    ['deflate', zlib.deflateSync],
    ['br', zlib.brotliCompressSync],
  ] as const) {
    it(`decodes ${encoding}`, async () => {
      server.script({ headers: { 'content-encoding': encoding }, body: encode('压缩'.repeat(1000)) });
      assert.equal(await (await post()).text(), '压缩'.repeat(1000));
    });
  }

  it('hands on what a compressed stream has flushed before it ends', async () => {
    const gzip = zlib.createGzip();
    gzip.write('first');
    const flushed = await new Promise<Uint8Array>(resolve => gzip.flush(() => resolve(gzip.read())));
    server.script({ headers: { 'content-encoding': 'gzip' }, stream: [flushed], ending: 'silence' });
    const reader = (await post()).body?.getReader();
    assert.equal(new TextDecoder().decode((await reader?.read())?.value), 'first');
    await reader?.cancel();
    await (await server.request(0)).closed;
  });

  it('fails when a body breaks off, compressed or not', async () => {
    for (const headers of [{}, { 'content-encoding': 'gzip' }]) {
      server.script({ headers, stream: [zlib.gzipSync('x'.repeat(1000)).subarray(0, 20)], ending: 'reset' });
      const error = await failureOf((await post()).text());
      assert.deepEqual([error.kind, error.reason], ['network', 'stream-broken']);
    }
  });

  it('reads no more of a refusal than anybody would show', async () => {
    server.script({ status: 400, stream: ['x'.repeat(100_000), 'y'], ending: 'silence' });
    const text = await (await post()).text();
    assert.ok(text.length >= 64 * 1024 && text.length <= 128 * 1024);
  });

  it('stops before the headers and in the body, with the reason of the signal, and leaves no listener', async () => {
    server.script(silence, { stream: ['a'], ending: 'silence' });
    const first = new AbortController();
    const asked = post({}, first.signal);
    const request = await server.request(0);
    first.abort(new Error('enough'));
    await assert.rejects(asked, /enough/);
    await request.closed;
    const second = new AbortController();
    const response = await post({}, second.signal);
    second.abort();
    await assert.rejects(response.text());
    await (await server.request(1)).closed;
    for (const { signal } of [first, second]) await noListeners(signal);
  });

  it('leaves no listener after a whole reply', async () => {
    server.always(() => ({ body: 'ok' }));
    const { signal } = new AbortController();
    for (let count = 0; count < 3; count++) await (await post({}, signal)).text();
    await noListeners(signal);
  });

  it('uses no http connection twice, because a server may close it without saying so', async () => {
    server.always(() => ({ body: 'ok' }));
    for (let count = 0; count < 2; count++) await (await post()).text();
    assert.equal(server.requests[0]?.headers.connection, 'close');
    assert.notEqual(server.requests[0]?.port, server.requests[1]?.port);
  });

  it('sends once more where a connection was kept and turns out to be closed, but never on a fresh one', async () => {
    const agent = new http.Agent({ keepAlive: true });
    const fetch = createHttpFetch({ baseUrl: server.baseUrl }, { http: agent, https: new https.Agent() });
    server.script({ body: 'first' }, reset, { body: 'second' });
    assert.equal(await (await fetch(server.baseUrl)).text(), 'first');
    await new Promise(resolve => setImmediate(resolve));
    assert.equal(await (await fetch(server.baseUrl)).text(), 'second');
    assert.equal(server.requests[0]?.port, server.requests[1]?.port);
    agent.destroy();
    server.script(reset);
    assert.equal((await failureOf(fetch(server.baseUrl))).reason, 'reset');
    assert.equal(server.requests.length, 4);
    agent.destroy();
  });

  it('follows a redirect within the origin, with method, body and key', async () => {
    server.script(redirect('/other', 301), { body: 'here' });
    assert.equal(await (await post({ apiKey: 'sk-123456' })).text(), 'here');
    const { method, path, headers, body } = await server.request(1);
    assert.deepEqual([method, path, headers.authorization, body], ['POST', '/other', 'Bearer sk-123456', { 问: 1 }]);
  });

  it('follows "see other" without the body', async () => {
    server.script(redirect('/other', 303), { body: 'here' });
    await (await post()).text();
    const { method, headers } = await server.request(1);
    assert.deepEqual([method, headers['content-length'], headers['content-type']], ['GET', undefined, undefined]);
  });

  it('does not follow a redirect to another origin, and names it', async () => {
    const other = await startScriptedServer({ body: 'trap' });
    try {
      server.script(redirect(`${other.origin}/v1/x`));
      const error = await failureOf(post({ apiKey: 'sk-123456', headers: { 'X-Secret': 's' } }));
      assert.deepEqual([error.kind, error.reason], ['network', 'redirect']);
      assert.deepEqual([error.facts['origin'], error.facts['target']], [server.origin, other.origin]);
      assert.equal(other.requests.length, 0);
    } finally {
      await other.close();
    }
  });

  it('gives up on redirects that go in circles', async () => {
    server.always(() => redirect('/again'));
    assert.equal((await failureOf(post())).reason, 'redirect-loop');
    assert.equal(server.requests.length, 6);
  });

  it('tells apart what can go wrong on the way', async () => {
    server.script(reset);
    assert.equal((await failureOf(post())).reason, 'reset');
    const ask = (baseUrl: string) => failureOf(createHttpFetch({ baseUrl })(baseUrl));
    assert.equal((await ask(await deadOrigin())).reason, 'refused');
    // A server that speaks no TLS.
    assert.equal((await ask(server.baseUrl.replace('http:', 'https:'))).reason, 'tls-handshake');
  });

  it('refuses a key that cannot stand in a header, without sending anything', async () => {
    const error = await failureOf(post({ apiKey: '密钥' }));
    assert.deepEqual([error.kind, error.reason, server.requests.length], ['auth', 'key-refused', 0]);
  });

  it('gives a page for people as it is', async () => {
    server.script(html('Hello'));
    assert.match(await (await post()).text(), /<title>Hello/);
  });
});
