import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A piece of a response as it passed, with the time in milliseconds since 1970 (comparable with `Date.now()` in a page). */
export interface RecordedChunk {
  readonly atMs: number;
  readonly text: string;
}

/** Which side ended the exchange: the server by finishing, the client or the server by closing the connection before. */
export type Ending = 'finished' | 'client-closed' | 'server-closed';

/** One request with all that passed for it. It grows while the exchange goes on. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  readonly startedAtMs: number;
  readonly status: number | undefined;
  readonly chunks: readonly RecordedChunk[];
  readonly ending: Ending | undefined;
  readonly endedAtMs: number | undefined;
  /** Resolves when the exchange has ended. */
  readonly ended: Promise<Ending>;
}

/** A loopback proxy that writes down what passes. */
export interface RecordingProxy {
  readonly origin: string;
  /** The origin with the path of the target's base URL. */
  readonly baseUrl: string;
  /** All requests in the order in which they came. */
  readonly requests: readonly RecordedRequest[];
  /** From now on each reply is passed on up to this number of pieces, and the rest waits until the client closes: a reply that is surely under way. */
  holdAfter(pieces: number): void;
  close(): Promise<void>;
}

/** Where the proxy sends requests on to, and whether it does so as they stream. */
export interface RecordingProxyOptions {
  /** The base URL of a server, for example `http://127.0.0.1:8080/v1`. */
  readonly target: string;
  /** False keeps every response back until it is whole and then hands it over at once. */
  readonly streaming?: boolean;
}

/** How replies are passed on. */
interface Passage {
  readonly streaming: boolean;
  /** Pieces of one reply that are let through. */
  most: number;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };
type Recording = Writable<Omit<RecordedRequest, 'chunks'>> & { chunks: RecordedChunk[]; end: (ending: Ending) => void };

const nowMs = (): number => performance.timeOrigin + performance.now();

function beginRecording(incoming: IncomingMessage, body: string): Recording {
  const { promise, resolve } = withResolvers<Ending>();
  const recording: Recording = {
    method: incoming.method ?? '',
    path: incoming.url ?? '',
    headers: incoming.headers,
    body,
    startedAtMs: nowMs(),
    status: undefined,
    chunks: [],
    ending: undefined,
    endedAtMs: undefined,
    ended: promise,
    end: ending => {
      if (recording.ending) return;
      recording.ending = ending;
      recording.endedAtMs = nowMs();
      resolve(ending);
    },
  };
  return recording;
}

/** Node 20 has no Promise.withResolvers. */
function withResolvers<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>(take => {
    resolve = take;
  });
  return { promise, resolve };
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of incoming) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}

/** Sends the request on, records what comes back, and closes each side when the other one closes. */
function forward(recording: Recording, target: URL, outgoing: ServerResponse, passage: Passage): void {
  const headers = { ...recording.headers, host: target.host };
  const upstream = request(new URL(recording.path, target), { method: recording.method, headers, agent: false });
  outgoing.on('close', () => {
    if (!outgoing.writableFinished) recording.end('client-closed');
    upstream.destroy();
  });
  const fail = (): void => {
    recording.end('server-closed');
    outgoing.destroy();
  };
  upstream.on('error', fail);
  upstream.on('response', response => {
    recording.status = response.statusCode;
    response.on('error', fail);
    passOn(recording, response, outgoing, passage);
  });
  upstream.end(recording.body);
}

function passOn(recording: Recording, response: IncomingMessage, outgoing: ServerResponse, passage: Passage): void {
  const { streaming } = passage;
  const kept: Buffer[] = [];
  const decoder = new TextDecoder();
  const writeHead = (): unknown => outgoing.writeHead(response.statusCode ?? 502, response.headers);
  if (streaming) writeHead();
  response.on('data', (piece: Buffer) => {
    recording.chunks.push({ atMs: nowMs(), text: decoder.decode(piece, { stream: true }) });
    if (streaming) outgoing.write(piece);
    else kept.push(piece);
    if (recording.chunks.length >= passage.most) response.pause();
  });
  response.on('end', () => {
    if (!streaming) writeHead();
    outgoing.end(Buffer.concat(kept), () => recording.end('finished'));
  });
}

/** Starts a proxy on 127.0.0.1 in front of a server. */
export async function startRecordingProxy({ target, streaming = true }: RecordingProxyOptions): Promise<RecordingProxy> {
  const requests: Recording[] = [];
  const passage: Passage = { streaming, most: Number.POSITIVE_INFINITY };
  const targetUrl = new URL(target);
  const server = createServer((incoming, outgoing) => {
    void readBody(incoming).then(
      body => {
        const recording = beginRecording(incoming, body);
        requests.push(recording);
        forward(recording, targetUrl, outgoing, passage);
      },
      () => outgoing.destroy(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const holdAfter = (pieces: number): void => {
    passage.most = pieces;
  };
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { origin, baseUrl: `${origin}${targetUrl.pathname}`, requests, holdAfter, close };
}
