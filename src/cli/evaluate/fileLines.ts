import { createReadStream } from 'node:fs';

/** One line of a file, without its end. */
export interface FileLine {
  readonly bytes: Buffer;
  /** In bytes from the beginning of the file. */
  readonly offset: number;
  /** False for a last line that has no end. */
  readonly isEnded: boolean;
}

const CHUNK_BYTES = 1 << 18;
const LINE_END = 10;

/** The lines of a file, one after the other; no more of it is held than one line and what was read beside it. */
export async function* readLines(path: string): AsyncGenerator<FileLine, void> {
  let begun: Buffer[] = [];
  let offset = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = chunk.indexOf(LINE_END); end >= 0; end = chunk.indexOf(LINE_END, from)) {
      const bytes = Buffer.concat([...begun, chunk.subarray(from, end)]);
      yield { bytes, offset, isEnded: true };
      offset += bytes.length + 1;
      from = end + 1;
      begun = [];
    }
    if (from < chunk.length) begun.push(chunk.subarray(from));
  }
  if (begun.length > 0) yield { bytes: Buffer.concat(begun), offset, isEnded: false };
}
