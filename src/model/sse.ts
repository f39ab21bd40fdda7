/** One event of a server-sent stream; `event` is its name where it has one. */
export interface SseEvent {
  readonly event: string;
  readonly data: string;
}

/** Reads server-sent events from text cut anywhere, in time linear in the text. Comments (pings) are left out; an unfinished last event counts. */
export async function* readSseEvents(chunks: AsyncIterable<string>): AsyncGenerator<SseEvent, void> {
  let event = '';
  let data: string[] = [];
  for await (const line of readLines(chunks)) {
    if (line.startsWith('data:')) data.push(textAfter(line, 'data:'));
    else if (line.startsWith('event:')) event = textAfter(line, 'event:');
    if (line !== '') continue;
    if (data.length > 0) yield { event, data: data.join('\n') };
    event = '';
    data = [];
  }
  if (data.length > 0) yield { event, data: data.join('\n') };
}

const textAfter = (line: string, field: string): string => line.slice(field.length + (line[field.length] === ' ' ? 1 : 0));

async function* readLines(chunks: AsyncIterable<string>): AsyncGenerator<string, void> {
  const unfinished: string[] = [];
  let carry = '';
  for await (const chunk of chunks) {
    // A carriage return at the end may be the first half of a line end.
    const text = carry + chunk;
    carry = text.endsWith('\r') ? '\r' : '';
    const [first = '', ...rest] = text.slice(0, text.length - carry.length).split(/\r\n|\n|\r/);
    unfinished.push(first);
    for (const line of rest) {
      yield unfinished.join('');
      unfinished.length = 0;
      unfinished.push(line);
    }
  }
  yield unfinished.join('');
}
