import assert from 'node:assert/strict';
import http from 'node:http';
import { mock } from 'node:test';
import type { Endpoint } from '../../src/model/endpoint.ts';
import { makeCertificate } from '../support/certificate.ts';
import type { Played } from '../support/playRun.ts';
import { startTunnelProxy, type TunnelProxy } from '../support/proxyServer.ts';
import { html } from '../support/scriptedReplies.ts';
import { deadOrigin, type ScriptedServer, startScriptedServer, startSecureServer } from '../support/scriptedServer.ts';
import { trustingAnybody } from '../support/trustingAnybody.ts';
import { assertFailed, assertWentOn } from './cell.ts';
import { healthyReply, KEY, runOverWire, STEPS, wireEndpoint } from './wire.ts';

/** Names that only a proxy could find. */
const PLAIN = 'http://model.invalid/v1';
const SECURE = 'https://model.invalid/v1';
const FAILED = '{host} cannot be reached through the proxy {proxy}. Check the proxy, or name the host in NO_PROXY.';
const CREDENTIALS = `Basic ${Buffer.from('me:p@ss').toString('base64')}`;

describe('A proxy on the way to the server', function () {
  this.timeout(30_000);
  const opened: { close(): Promise<void> }[] = [];
  const own = <T extends { close(): Promise<void> }>(server: T): T => {
    opened.push(server);
    return server;
  };
  afterEach(async () => {
    for (const server of opened.splice(0)) await server.close();
  });

  const run = (baseUrl: string, proxyUrl: string, change: Partial<Endpoint> = {}): Promise<Played> =>
    runOverWire(wireEndpoint(baseUrl, { proxyUrl: proxyUrl.replace('://', '://me:p%40ss@'), ...change }));

  function assertProxyFailed(played: Played, proxyUrl: string, tries: 'once' | 'thrice', message = FAILED): void {
    const cause = message === FAILED ? 'proxy-failed' : 'proxy-auth';
    const expected = { kind: 'network', cause, tries, message: message.replace('{proxy}', new URL(proxyUrl).host) } as const;
    assertFailed(played, expected, 'connecting', PLAIN);
    assert.doesNotMatch(JSON.stringify(played.events), /p@ss|p%40ss/);
  }

  it('is asked with the whole URL where the server speaks plain http, with its own credentials', async () => {
    const proxy = own(await startScriptedServer());
    proxy.always(healthyReply);
    assertWentOn(await run(PLAIN, proxy.origin), [], STEPS + 1);
    const { path, headers } = await proxy.request(0);
    assert.deepEqual([path, headers.host, headers['proxy-authorization']], [`${PLAIN}/chat/completions`, 'model.invalid', CREDENTIALS]);
  });

  it('opens a tunnel where the server speaks https, and never sees the key', async () => {
    const server = own(await startSecureServer(makeCertificate({ hostName: 'model.invalid' })));
    server.always(healthyReply);
    const proxy = own(await startTunnelProxy({ port: Number(new URL(server.origin).port) }));
    assertWentOn(await trustingAnybody(() => run(SECURE, proxy.url)), [], STEPS + 1);
    assert.deepEqual(proxy.tunnels[0], { target: 'model.invalid:443', credentials: CREDENTIALS });
    const { headers } = await server.request(0);
    assert.deepEqual([headers.authorization, headers['proxy-authorization']], [`Bearer ${KEY}`, undefined]);
  });

  it('does not make a certificate trusted', async () => {
    const server = own(await startSecureServer(makeCertificate({ hostName: 'model.invalid' })));
    const proxy = own(await startTunnelProxy({ port: Number(new URL(server.origin).port) }));
    const { ending } = await run(SECURE, proxy.url);
    assert.equal(ending.type === 'run-error' && ending.cause, 'tls');
    assert.equal(server.requests.length, 0);
  });

  for (const [scheme, baseUrl] of Object.entries({ http: PLAIN, https: SECURE })) {
    it(`that is not there is named, and not the server blamed (${scheme})`, async () => {
      const dead = await deadOrigin();
      assertProxyFailed(await run(baseUrl, dead), dead, 'thrice');
    });
  }

  it('that cannot find the server says so in a page, which is its own failure', async () => {
    const proxy = own(await startScriptedServer());
    proxy.always(() => html('Bad gateway', 502));
    const { ending } = await run(PLAIN, proxy.origin);
    assert.deepEqual([ending.type === 'run-error' && ending.cause, ending.requests], ['server-failed', 3]);
  });

  it('that opens no tunnel is named', async () => {
    const proxy = own(await startTunnelProxy({ status: 403 }));
    assertProxyFailed(await run(SECURE, proxy.url), proxy.url, 'thrice');
    assert.equal(proxy.tunnels.length, 3);
  });

  it('that wants other credentials says that it is the proxy', async () => {
    const message = 'A proxy on the way to {host} wants a user name and a password. Set them where the proxy is set.';
    const tunnels = own(await startTunnelProxy({ status: 407 }));
    assertProxyFailed(await run(SECURE, tunnels.url), tunnels.url, 'once', message);
    const plain = own(await startScriptedServer(html('Who are you?', 407)));
    assertProxyFailed(await run(PLAIN, plain.origin), plain.origin, 'once', message);
  });

  it('that never answers is waited for no longer than the server itself', async () => {
    const proxy: TunnelProxy = own(await startTunnelProxy('silent'));
    const { ending } = await run(SECURE, proxy.url, { firstByteTimeoutMs: 30 });
    assert.deepEqual([ending.type === 'run-error' && ending.cause, ending.requests], ['first-byte-timeout', 1]);
  });

  it('that VS Code puts into node:http is used for every request', async () => {
    const server: ScriptedServer = own(await startScriptedServer());
    server.always(healthyReply);
    const really = http.request.bind(http);
    // As VS Code does it: the module's own function is replaced after it was loaded.
    const patched = mock.method(http, 'request', (url: URL, options: http.RequestOptions) =>
      really(new URL(url.pathname, server.origin), { ...options, headers: { ...options.headers, 'x-patched': 'yes' } }),
    );
    try {
      assertWentOn(await runOverWire(wireEndpoint(PLAIN)), [], STEPS + 1);
    } finally {
      patched.mock.restore();
    }
    assert.deepEqual(
      server.requests.map(({ headers }) => headers['x-patched']),
      Array.from({ length: STEPS + 1 }, () => 'yes'),
    );
  });
});
