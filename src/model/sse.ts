/** One event of a server-sent stream; `event` is its name where it has one. */
export interface SseEvent {
  readonly event: string;
  readonly data: string;
}

/** Reads server-sent events from text cut anywhere, in time linear in the text. Comments (pings) are left out; an unfinished last event counts. */
export async function* readSseEvents(chunks: AsyncIterable<string>): AsyncGenerator<SseEvent, void> {
  let event = '';
  let data: string[] = [];
  for await (const lines of readLines(chunks)) {
    for (const line of lines) {
      if (line.startsWith('data:')) data.push(textAfter(line, 'data:'));
      else if (line.startsWith('event:')) event = textAfter(line, 'event:');
      if (line !== '') continue;
      if (data.length > 0) yield { event, data: data.join('\n') };
      event = '';
      data = [];
    }
  }
  if (data.length > 0) yield { event, data: data.join('\n') };
}

const textAfter = (line: string, field: string): string => line.slice(field.length + (line[field.length] === ' ' ? 1 : 0));

/** The whole lines of each chunk together: a wait for every single one would be dear where a server sends millions of pings. */
async function* readLines(chunks: AsyncIterable<string>): AsyncGenerator<readonly string[], void> {
  let unfinished: string[] = [];
  let carry = '';
  for await (const chunk of chunks) {
    // A carriage return at the end may be the first half of a line end.
    const text = carry + chunk;
    carry = text.endsWith('\r') ? '\r' : '';
    const lines = splitLines(text.slice(0, text.length - carry.length));
    unfinished.push(lines[0] ?? '');
    if (lines.length === 1) continue;
    lines[0] = unfinished.join('');
    unfinished = [lines.pop() ?? ''];
    yield lines;
  }
  yield [unfinished.join('')];
}

/** Most servers know one line end only, which is found much faster. */
const splitLines = (text: string): string[] => text.split(text.includes('\r') ? /\r\n|\n|\r/ : '\n');
