import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import http from 'node:http';
import { makeCertificate } from '../support/certificate.ts';
import { silence, sse } from '../support/scriptedReplies.ts';
import { type ScriptedServer, startScriptedServer, startSecureServer } from '../support/scriptedServer.ts';
import { trustingAnybody } from '../support/trustingAnybody.ts';
import { healthyReply, runOverWire, wireEndpoint } from './wire.ts';

/** Every request that Node starts in this process while the test runs. */
function watchRequests(): { readonly started: http.ClientRequest[]; dispose(): void } {
  const started: http.ClientRequest[] = [];
  const note = (message: unknown) => {
    if (typeof message === 'object' && message && 'request' in message && message.request instanceof http.ClientRequest)
      started.push(message.request);
  };
  subscribe('http.client.request.start', note);
  return { started, dispose: () => unsubscribe('http.client.request.start', note) };
}

/** The limits on silence that Node would hold on this request, in milliseconds; none: it waits for ever. */
const limitsOf = ({ socket }: http.ClientRequest): number[] => (socket?.timeout ? [socket.timeout] : []);

describe('Patience with a slow server', function () {
  this.timeout(30_000);
  let server: ScriptedServer;
  let watched: ReturnType<typeof watchRequests>;
  beforeEach(() => {
    watched = watchRequests();
  });
  afterEach(async () => {
    watched.dispose();
    await server.close();
  });

  it('is ours alone: Node holds no limit on a request, so that one of 20 minutes is one of 20 minutes', async () => {
    server = await startScriptedServer(silence);
    const stop = new AbortController();
    const running = runOverWire(wireEndpoint(server.baseUrl, { firstByteTimeoutMs: 1_200_000 }), { signal: stop.signal });
    await server.request(0);
    assert.deepEqual(watched.started.map(limitsOf), [[]]);
    stop.abort();
    await running;
  });

  it('would be seen to be Node’s too, if it were', async () => {
    server = await startScriptedServer(silence);
    const request = http.get(server.origin, { timeout: 1000 });
    request.on('error', () => {});
    await server.request(0);
    assert.deepEqual(watched.started.map(limitsOf), [[1000]]);
    request.destroy();
  });

  it('is not ended by the time after which a kept TLS connection that nobody uses is closed', async () => {
    server = await startSecureServer(
      makeCertificate(),
      sse(['{"title":"Look 0","content":"Tho', 3500, 'ught 0.","next_action":"continue"}']),
    );
    server.always(healthyReply);
    const { ending } = await trustingAnybody(() => runOverWire(wireEndpoint(server.baseUrl)));
    assert.deepEqual([ending.type, ending.requests], ['run-end', 4]);
    const [port] = server.requests.map(request => request.port);
    assert.ok(
      server.requests.every(request => request.port === port),
      'one connection for all',
    );
  });
});
