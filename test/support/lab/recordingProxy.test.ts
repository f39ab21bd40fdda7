import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type RecordingProxy, startRecordingProxy } from './recordingProxy.ts';

/** A server that answers each request with a first piece and leaves the rest to the test. */
async function startTarget(): Promise<{ server: Server; baseUrl: string; nextResponse: () => Promise<ServerResponse> }> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const nextResponse = async (): Promise<ServerResponse> => {
    const [, response] = (await once(server, 'request')) as [unknown, ServerResponse];
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('first ');
    return response;
  };
  return { server, baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, nextResponse };
}

describe('the recording proxy', () => {
  let target: Awaited<ReturnType<typeof startTarget>>;
  let proxy: RecordingProxy;

  const open = async (streaming: boolean): Promise<void> => {
    target = await startTarget();
    proxy = await startRecordingProxy({ target: target.baseUrl, streaming });
  };
  const ask = (signal?: AbortSignal): Promise<Response> =>
    fetch(`${proxy.baseUrl}/chat/completions`, { method: 'POST', body: '{"n":1}', ...(signal ? { signal } : {}) });

  afterEach(async () => {
    await proxy.close();
    target.server.closeAllConnections();
    target.server.close();
  });

  it('hands pieces on while the server still speaks, and records them', async () => {
    await open(true);
    const speaking = target.nextResponse();
    const answer = await ask();
    const reader = answer.body?.getReader();
    const first = await reader?.read();
    assert.equal(new TextDecoder().decode(first?.value), 'first ');
    (await speaking).end('second');
    await reader?.read();
    const [request] = proxy.requests;
    assert.equal(await request?.ended, 'finished');
    assert.equal(request?.path, '/v1/chat/completions');
    assert.equal(request?.body, '{"n":1}');
    assert.deepEqual(
      request?.chunks.map(chunk => chunk.text),
      ['first ', 'second'],
    );
  });

  it('holds the rest of a reply back after the number of pieces that it was told, until the client closes', async () => {
    await open(true);
    proxy.holdAfter(1);
    const speaking = target.nextResponse();
    const stop = new AbortController();
    const reader = (await ask(stop.signal)).body?.getReader();
    await reader?.read();
    (await speaking).end('second');
    await new Promise(setImmediate);
    stop.abort();
    const [request] = proxy.requests;
    assert.equal(await request?.ended, 'client-closed');
    assert.equal(request?.chunks.length, 1);
  });

  it('hands everything over at once where streaming is switched off', async () => {
    await open(false);
    const speaking = target.nextResponse();
    const answering = ask();
    const response = await speaking;
    let answered = false;
    void answering.then(() => {
      answered = true;
    });
    await new Promise(resolve => setImmediate(resolve));
    assert.equal(answered, false);
    response.end('second');
    assert.equal(await (await answering).text(), 'first second');
  });

  it('sees the client close, and closes towards the server', async () => {
    await open(true);
    const speaking = target.nextResponse();
    const controller = new AbortController();
    await ask(controller.signal);
    const response = await speaking;
    controller.abort();
    await once(response, 'close');
    assert.equal(await proxy.requests[0]?.ended, 'client-closed');
  });

  it('sees the server break off', async () => {
    await open(true);
    const speaking = target.nextResponse();
    const answer = await ask();
    (await speaking).destroy();
    await assert.rejects(answer.text());
    assert.equal(await proxy.requests[0]?.ended, 'server-closed');
  });
});
