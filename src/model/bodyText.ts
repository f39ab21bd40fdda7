/** In characters: what is longer in one piece is no answer any more. */
export const MAX_BUFFERED_LENGTH = 64 * 1024 * 1024;

/** A body's text as it comes in. Ends at once, without a word, when the signal is aborted; stopping early closes the connection. */
export async function* readBodyText(response: Response, signal: AbortSignal): AsyncGenerator<string, void> {
  const reader = response.body?.getReader();
  if (!reader) return;
  const decoder = new TextDecoder();
  const stop = () => void reader.cancel().catch(() => {});
  signal.addEventListener('abort', stop, { once: true });
  try {
    while (!signal.aborted) {
      const { done, value } = await reader.read();
      if (done) break;
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
    if (opening.trim()) break;
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

/** All of it at once; `undefined` where it is longer than a buffer should be. */
export async function joinText(chunks: AsyncIterable<string>): Promise<string | undefined> {
  const pieces: string[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    pieces.push(chunk);
    length += chunk.length;
    if (length > MAX_BUFFERED_LENGTH) return undefined;
  }
  return pieces.join('');
}
