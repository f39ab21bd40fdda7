import { type ErrorFacts, ModelError } from '../engine/errors.ts';

/** In bytes: what is longer is no answer any more, whatever it is. */
export const MAX_BODY_BYTES = 64 * 1024 * 1024;

/**
 * A body's text as it comes in. Ends at once, without a word, when the signal is aborted; stopping early closes the connection.
 * Throws `endless-reply`, with these facts, for a body that is longer than any answer.
 */
export async function* readBodyText(response: Response, signal: AbortSignal, facts: ErrorFacts): AsyncGenerator<string, void> {
  const reader = response.body?.getReader();
  if (!reader) return;
  const decoder = new TextDecoder();
  const stop = () => void reader.cancel().catch(() => {});
  signal.addEventListener('abort', stop, { once: true });
  let bytes = 0;
  try {
    while (!signal.aborted) {
      const { done, value } = await reader.read();
      if (done) break;
      bytes += value.byteLength;
      if (bytes > MAX_BODY_BYTES) throw new ModelError('server', 'endless-reply', facts);
      yield decoder.decode(value, { stream: true });
    }
    yield decoder.decode();
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}

/** The form of a body, by its first character: servers' content types are not to be relied on. */
export type BodyForm = 'events' | 'json' | 'html';

/** Looks at the first character and hands all of the text on. */
export async function sniff(chunks: AsyncGenerator<string, void>): Promise<{ form: BodyForm; chunks: AsyncGenerator<string, void> }> {
  let opening = '';
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
    opening += next.value;
    if (next.value.trim()) break;
  }
  return { form: formOf(opening.trimStart()), chunks: prepend(opening, chunks) };
}

function formOf(text: string): BodyForm {
  if (text.startsWith('<')) return 'html';
  return text.startsWith('{') || text.startsWith('[') ? 'json' : 'events';
}

async function* prepend(opening: string, chunks: AsyncGenerator<string, void>): AsyncGenerator<string, void> {
  yield opening;
  yield* chunks;
}

/** All of it at once. */
export async function joinText(chunks: AsyncIterable<string>): Promise<string> {
  const pieces: string[] = [];
  for await (const chunk of chunks) pieces.push(chunk);
  return pieces.join('');
}
