import type { IncomingMessage } from 'node:http';
import zlib from 'node:zlib';

type ByteSource = AsyncIterable<Uint8Array> & { destroy(error?: Error): unknown };

/** More than this of a refusal is not read. */
const MAX_REFUSAL_BYTES = 64 * 1024;

/** Node's response as the web's: decoded, streamed as it comes in, the connection closed when the reader cancels. */
export function toWebResponse(incoming: IncomingMessage, toError: (error: unknown) => Error): Response {
  const status = incoming.statusCode ?? 0;
  const headers = toHeaders(incoming.rawHeaders);
  if (status === 204 || status === 205 || status === 304) {
    incoming.resume();
    return new Response(null, { status, headers });
  }
  const source = decode(incoming);
  const maxBytes = status >= 400 ? MAX_REFUSAL_BYTES : Number.POSITIVE_INFINITY;
  const close = () => {
    incoming.destroy();
    source.destroy();
  };
  // The web knows no status outside 200 to 599.
  return new Response(toStream(source, { maxBytes, close, toError }), { status: status >= 200 && status <= 599 ? status : 502, headers });
}

interface StreamRules {
  readonly maxBytes: number;
  readonly close: () => void;
  readonly toError: (error: unknown) => Error;
}

function toStream(source: ByteSource, { maxBytes, close, toError }: StreamRules): ReadableStream<Uint8Array> {
  const chunks = source[Symbol.asyncIterator]();
  let bytes = 0;
  return new ReadableStream({
    async pull(controller) {
      const next = await chunks.next().catch(error => Promise.reject(toError(error)));
      if (next.done) return controller.close();
      controller.enqueue(next.value);
      bytes += next.value.byteLength;
      if (bytes < maxBytes) return;
      controller.close();
      close();
    },
    cancel: close,
  });
}

function decode(incoming: IncomingMessage): ByteSource {
  const decoder = createDecoder(incoming.headers['content-encoding']?.toLowerCase());
  if (!decoder) return incoming;
  // `pipe` passes bytes on but no failure.
  incoming.once('error', error => decoder.destroy(error));
  return incoming.pipe(decoder);
}

function createDecoder(encoding: string | undefined): zlib.Gunzip | zlib.Inflate | zlib.BrotliDecompress | undefined {
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return zlib.createGunzip();
    case 'deflate':
      return zlib.createInflate();
    case 'br':
      return zlib.createBrotliDecompress();
    default:
      return undefined;
  }
}

function toHeaders(rawHeaders: readonly string[]): Headers {
  const headers = new Headers();
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) headers.append(rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '');
  return headers;
}
