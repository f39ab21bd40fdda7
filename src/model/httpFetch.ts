import http from 'node:http';
import https from 'node:https';
import { ModelError } from '../engine/errors.ts';
import { hostOf, originOf } from './baseUrl.ts';
import { toWebResponse } from './httpResponse.ts';
import { toNetworkError } from './networkError.ts';
import { type Address, type OutgoingHeaders, outgoingHeaders } from './outgoingHeaders.ts';
import { openTunnel, proxyFailure, throughProxy } from './proxy.ts';

/** The part of the web's `fetch` that is needed here. */
export type HttpFetch = (url: string, init?: HttpRequest) => Promise<Response>;
export interface HttpRequest {
  readonly method?: string | undefined;
  readonly body?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * A `fetch` over node:http, which has no limit of its own on silence (the built-in one gives up after 300 s) and is proxied by VS Code too.
 * Aborting closes the connection at once. Throws `ModelError`, or the signal's reason.
 */
export function createHttpFetch(address: Address, agents = AGENTS): HttpFetch {
  return async (url, { method = 'GET', body, signal } = {}) => {
    const headers = outgoingHeaders(address, body);
    return follow({ url: new URL(url), method, body, signal, headers, redirects: 0 }, address, agents);
  };
}

interface Outgoing {
  readonly url: URL;
  readonly method: string;
  readonly body: string | undefined;
  readonly signal: AbortSignal | undefined;
  readonly headers: OutgoingHeaders;
  readonly redirects: number;
}

const MAX_REDIRECTS = 5;

async function follow(outgoing: Outgoing, address: Address, agents: Agents): Promise<Response> {
  if (outgoing.url.origin !== originOf(address.baseUrl)) throw refuseRedirect(outgoing.url, address);
  const incoming = await send(outgoing, address, agents).catch(error => {
    throw outgoing.signal?.aborted ? outgoing.signal.reason : failureOf(error, outgoing, address);
  });
  const target = redirectOf(incoming, outgoing.url);
  if (!target) return toWebResponse(incoming, error => brokenBody(error, outgoing.signal, address));
  incoming.destroy();
  if (outgoing.redirects === MAX_REDIRECTS) throw new ModelError('network', 'redirect-loop', factsOf(address));
  // 303 alone means another method; the others are meant for the request as it is, and it stays within its origin.
  const changed = incoming.statusCode === 303 ? { method: 'GET', body: undefined, headers: outgoingHeaders(address, undefined) } : {};
  return follow({ ...outgoing, ...changed, url: target, redirects: outgoing.redirects + 1 }, address, agents);
}

/** Which connections are used: one each time for http, kept ones for https. */
export interface Agents {
  readonly http: http.Agent;
  readonly https: https.Agent;
  /** Speaks TLS over the connection that it is given. */
  readonly tunnelled?: https.Agent;
}

/**
 * A handshake is dear only with TLS. Servers on plain http may close a connection after a stream without saying so (llama.cpp's does),
 * and the next request would run into that.
 */
const AGENTS: Agents = {
  http: new http.Agent({ keepAlive: false }),
  https: new https.Agent({ keepAlive: true, timeout: 3000, scheduling: 'lifo' }),
  tunnelled: new https.Agent({ keepAlive: false }),
};

/** Sends once more where a kept connection turns out to be closed: the server has not seen the first. */
async function send(outgoing: Outgoing, address: Address, agents: Agents): Promise<http.IncomingMessage> {
  for (;;) {
    const { request, answered } = start(outgoing, await optionsFor(outgoing, address, agents));
    try {
      return await answered;
    } catch (error) {
      if (!request.reusedSocket || outgoing.signal?.aborted) throw error;
    }
  }
}

/** Straight to the server or, where the address names one, through a proxy. */
async function optionsFor({ url, method, headers, signal }: Outgoing, address: Address, agents: Agents): Promise<http.RequestOptions> {
  const { proxyUrl } = address;
  if (url.protocol === 'http:') {
    return { method, headers, agent: agents.http, ...(proxyUrl && throughProxy(url, headers, proxyUrl)) };
  }
  if (!proxyUrl) return { method, headers, agent: agents.https };
  const tunnel = { method, headers, agent: agents.tunnelled ?? false, socket: await openTunnel(url, proxyUrl, factsOf(address), signal) };
  return tunnel;
}

/** Over http the connection is the proxy's, so that its failures are. */
function failureOf(error: unknown, { url }: Outgoing, address: Address): ModelError {
  const isProxys = address.proxyUrl !== undefined && url.protocol === 'http:';
  return isProxys ? proxyFailure(error, address.proxyUrl, factsOf(address)) : toNetworkError(error, factsOf(address));
}

function start({ url, body, signal }: Outgoing, options: http.RequestOptions) {
  signal?.throwIfAborted();
  // Looked up at the call, because VS Code puts its proxy into these modules after they were loaded.
  const request = url.protocol === 'https:' ? https.request(url, options) : http.request(url, options);
  const stop = () => request.destroy(new Error('The request was stopped.'));
  signal?.addEventListener('abort', stop, { once: true });
  request.once('close', () => signal?.removeEventListener('abort', stop));
  const answered = new Promise<http.IncomingMessage>((resolve, reject) => {
    request.on('error', reject);
    request.once('response', resolve);
  });
  request.end(body);
  return { request, answered };
}

function redirectOf({ statusCode = 0, headers }: http.IncomingMessage, from: URL): URL | undefined {
  const location = headers.location;
  if (![301, 302, 303, 307, 308].includes(statusCode) || !location || !URL.canParse(location, from)) return undefined;
  return new URL(location, from);
}

const refuseRedirect = (target: URL, address: Address) =>
  new ModelError('network', 'redirect', { ...factsOf(address), target: target.origin });

function brokenBody(error: unknown, signal: AbortSignal | undefined, address: Address): Error {
  if (signal?.aborted) return new Error('The request was stopped.', { cause: signal.reason });
  return new ModelError('network', 'stream-broken', factsOf(address), { cause: error });
}

const factsOf = ({ baseUrl }: Address) => ({ origin: originOf(baseUrl), host: hostOf(baseUrl) });
