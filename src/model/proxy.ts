import http from 'node:http';
import https from 'node:https';
import { type ErrorFacts, ModelError } from '../engine/errors.ts';
import { toNetworkError } from './networkError.ts';
import type { OutgoingHeaders } from './outgoingHeaders.ts';

/** How a request over plain http is put to a proxy: with all of its URL. */
export function throughProxy(url: URL, headers: OutgoingHeaders, proxyUrl: string): http.RequestOptions {
  const proxy = new URL(proxyUrl);
  return { ...addressOf(proxy), path: url.href, headers: { ...headers, host: url.host, ...credentialsOf(proxy) } };
}

/** A connection to the server of `url` that a proxy passes on unread. Throws `ModelError`, or the signal's reason. */
export function openTunnel(url: URL, proxyUrl: string, facts: ErrorFacts, signal: AbortSignal | undefined) {
  const proxy = new URL(proxyUrl);
  const target = `${url.hostname}:${url.port || 443}`;
  const request = clientFor(proxy).request({
    ...addressOf(proxy),
    method: 'CONNECT',
    path: target,
    headers: { host: target, ...credentialsOf(proxy) },
    agent: false,
    ...(signal && { signal }),
  });
  return new Promise<http.ClientRequest['socket'] & object>((resolve, reject) => {
    request.once('connect', ({ statusCode = 0 }, socket) => {
      if (statusCode >= 200 && statusCode < 300) return resolve(socket);
      socket.destroy();
      reject(refusedByProxy(statusCode, proxy, facts));
    });
    request.once('error', error => reject(signal?.aborted ? signal.reason : proxyFailure(error, proxyUrl, facts)));
    request.end();
  });
}

/** What a failure on the way to the proxy is to the reader; a failure beyond it stays what it is. */
export function proxyFailure(error: unknown, proxyUrl: string, facts: ErrorFacts): ModelError {
  const known = toNetworkError(error, facts);
  if (known.kind !== 'network' || !ON_THE_WAY.has(known.reason)) return known;
  return new ModelError('network', 'proxy-failed', { ...known.facts, proxy: new URL(proxyUrl).host }, { cause: error });
}

const ON_THE_WAY: ReadonlySet<string> = new Set([
  'refused',
  'dns',
  'unreachable',
  'tls',
  'tls-handshake',
  'certificate-name',
  'certificate-expired',
]);

function refusedByProxy(status: number, proxy: URL, facts: ErrorFacts): ModelError {
  const known = { ...facts, status, proxy: proxy.host };
  return status === 407 ? new ModelError('network', 'proxy-auth', known) : new ModelError('network', 'proxy-failed', known);
}

const clientFor = ({ protocol }: URL) => (protocol === 'https:' ? https : http);

const addressOf = ({ hostname, port, protocol }: URL): http.RequestOptions => ({
  hostname: hostname.replace(/^\[|\]$/g, ''),
  port: port || (protocol === 'https:' ? 443 : 80),
});

/** User name and password go to the proxy alone. */
function credentialsOf({ username, password }: URL): OutgoingHeaders {
  if (!username && !password) return {};
  const bytes = new TextEncoder().encode(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`);
  return { 'proxy-authorization': `Basic ${btoa(String.fromCharCode(...bytes))}` };
}
