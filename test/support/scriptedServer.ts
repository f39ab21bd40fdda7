import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import type { ChatMessage } from '../../src/engine/chat.ts';
import type { Certificate } from './certificate.ts';
import type { Piece, Reply } from './scriptedReplies.ts';

/** The body of a chat completion request, as far as tests look into it. */
export interface ChatBody {
  readonly model: string;
  readonly messages: readonly ChatMessage[];
  readonly stream?: boolean;
  readonly response_format?: { readonly type: string };
  readonly [parameter: string]: unknown;
}

/** A request that came in. Times are milliseconds on `performance.now()`. */
export interface SeenRequest {
  readonly method: string;
  /** Path with query. */
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
  /** The parsed body; of a request without one, a chat without messages. */
  readonly body: ChatBody;
  readonly atMs: number;
  /** The client's own port: the same for two requests that share a connection. */
  readonly port: number | undefined;
  /** Resolves with the time when the client closed the connection before the reply was whole. */
  readonly closed: Promise<number>;
  /** When that was; `undefined` while the reply goes on or if it came to its end. */
  readonly closedAtMs: number | undefined;
}

/** Plays a reply for each request: a route's, else the next of the script, else what `always` says, else a 500 that says so. */
export interface ScriptedServer {
  readonly origin: string;
  /** `{origin}/v1`. */
  readonly baseUrl: string;
  /** Every request so far, in order of arrival, routes included. */
  readonly requests: readonly SeenRequest[];
  /** Adds replies to the end of the script. */
  script(...replies: readonly Reply[]): void;
  /** Answers by function of the request once the script is played; `index` counts all requests from 0. */
  always(reply: (request: SeenRequest, index: number) => Reply): void;
  /** Answers a path (such as `/v1/models`) apart from the script. */
  route(path: string, reply: Reply): void;
  /** The request number `index` (from 0), waited for if it has not come yet. */
  request(index: number): Promise<SeenRequest>;
  /** Listens to nobody new for so many milliseconds; resolves when it listens again. */
  refuseFor(ms: number): Promise<void>;
  /** Breaks what is open and stops listening. */
  close(): Promise<void>;
  /** Listens again, on the port that it had. */
  reopen(): Promise<void>;
}

/** A real HTTP server on a free port of 127.0.0.1 that says its lines. Whoever starts it closes it. */
export const startScriptedServer = (...replies: readonly Reply[]): Promise<ScriptedServer> => start(replies, {});

/** The same on a port of your choice. Rejects where something else listens there. */
export const startScriptedServerAt = (port: number, ...replies: readonly Reply[]): Promise<ScriptedServer> => start(replies, { port });

/** The same with TLS, under the name `localhost`. */
export const startSecureServer = (certificate: Certificate, ...replies: readonly Reply[]): Promise<ScriptedServer> =>
  start(replies, { certificate });

interface Listening {
  readonly certificate?: Certificate;
  readonly port?: number;
}

async function start(replies: readonly Reply[], { certificate, port: wanted = 0 }: Listening): Promise<ScriptedServer> {
  const requests: SeenRequest[] = [];
  const waiting: { readonly index: number; readonly resolve: (request: SeenRequest) => void }[] = [];
  const queue = [...replies];
  const routes = new Map<string, Reply>();
  let otherwise = (_request: SeenRequest, index: number): Reply => noReply(index);

  const answer: http.RequestListener = async (incoming, response) => {
    const body = await readBody(incoming).catch(() => undefined);
    // A client that goes away in the middle of its own request wants no reply.
    if (!body) return;
    const request = watch(incoming, response, body);
    const index = requests.push(request) - 1;
    for (const one of waiting) if (one.index === index) one.resolve(request);
    await play(routes.get(request.path) ?? queue.shift() ?? otherwise(request, index), response);
  };
  const server = certificate ? https.createServer(certificate, answer) : http.createServer(answer);
  server.listen(wanted, '127.0.0.1');
  await once(server, 'listening');
  const port = portOf(server);
  const origin = certificate ? `https://localhost:${port}` : `http://127.0.0.1:${port}`;

  return {
    origin,
    baseUrl: `${origin}/v1`,
    requests,
    script: (...more) => void queue.push(...more),
    always: reply => {
      otherwise = reply;
    },
    route: (path, reply) => void routes.set(path, reply),
    request: async index => requests[index] ?? new Promise(resolve => waiting.push({ index, resolve })),
    refuseFor: async ms => {
      server.close();
      await new Promise(resolve => setTimeout(resolve, ms));
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
    reopen: async () => {
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
    },
  };
}

/** A loopback origin where nothing listens any more. */
export async function deadOrigin(): Promise<string> {
  const server = await startScriptedServer();
  await server.close();
  return server.origin;
}

async function readBody(incoming: http.IncomingMessage): Promise<ChatBody> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  return text ? JSON.parse(text) : { model: '', messages: [] };
}

function watch(incoming: http.IncomingMessage, response: http.ServerResponse, body: ChatBody): SeenRequest {
  let closedAtMs: number | undefined;
  const closed = new Promise<number>(resolve => {
    response.once('close', () => {
      // A reply that was played to its end, or that this server broke itself, was not closed by the client.
      if (response.writableEnded || brokenHere.has(response)) return;
      closedAtMs = performance.now();
      resolve(closedAtMs);
    });
  });
  const { method = '', url: path = '', headers } = incoming;
  return {
    method,
    path,
    headers,
    body,
    atMs: performance.now(),
    port: incoming.socket.remotePort,
    closed,
    get closedAtMs() {
      return closedAtMs;
    },
  };
}

async function play(reply: Reply, response: http.ServerResponse): Promise<void> {
  if (reply.before !== undefined) await writePiece(reply.before, response);
  if (reply.status !== undefined || reply.body !== undefined || reply.stream || reply.endless) writeHead(reply, response);
  for (const piece of piecesOf(reply)) if (!response.destroyed) await writePiece(piece, response);
  while (reply.endless !== undefined && !response.destroyed) await writePiece(reply.endless, response);
  if (response.destroyed || reply.ending === 'silence') return;
  if (reply.ending === 'reset') breakOff(response);
  else response.end();
}

function writeHead({ status = 200, stream, endless, headers }: Reply, response: http.ServerResponse): void {
  response.writeHead(status, { 'content-type': stream || endless ? 'text/event-stream' : 'application/json', ...headers });
  response.flushHeaders();
}

function piecesOf({ body, stream = [] }: Reply): readonly Piece[] {
  if (body === undefined || body === '') return stream;
  return [typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body), ...stream];
}

/** Settles when the piece is on its way, so that a break afterwards cannot overtake it. */
async function writePiece(piece: Piece, response: http.ServerResponse): Promise<void> {
  if (typeof piece === 'number') return new Promise(resolve => setTimeout(resolve, piece));
  if (typeof piece === 'string' || piece instanceof Uint8Array) return new Promise(resolve => response.write(piece, () => resolve()));
  await piece;
}

const brokenHere = new WeakSet<http.ServerResponse>();

function breakOff(response: http.ServerResponse): void {
  brokenHere.add(response);
  response.socket?.destroy();
}

const noReply = (index: number): Reply => ({
  status: 500,
  body: { error: { message: `The script has no reply for request ${index + 1}.` } },
});

function portOf(server: http.Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The scripted server does not listen.');
  return address.port;
}
