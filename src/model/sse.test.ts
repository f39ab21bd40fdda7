import assert from 'node:assert/strict';
import { readSseEvents } from './sse.ts';

const read = async (...chunks: readonly string[]) => {
  const source = async function* () {
    yield* chunks;
  };
  const events: string[] = [];
  for await (const { event, data } of readSseEvents(source())) events.push(event ? `${event}=${data}` : data);
  return events;
};

describe('server-sent events', () => {
  it('are read with any line end, cut anywhere', async () => {
    const lines = ['data: a', '', ': ping', '', 'event: error', 'data:b', 'data: c', 'id: 7', '', 'data: 步'];
    for (const lineEnd of ['\n', '\r\n', '\r']) {
      const text = lines.join(lineEnd);
      for (let cut = 0; cut <= text.length; cut++) {
        assert.deepEqual(await read(text.slice(0, cut), text.slice(cut)), ['a', 'error=b\nc', '步'], JSON.stringify([lineEnd, cut]));
      }
    }
  });

  it('count to the last one, even unfinished', async () => {
    assert.deepEqual(await read('data: a\n\ndata: b'), ['a', 'b']);
    assert.deepEqual(await read(), []);
    assert.deepEqual(await read('\n\n\n', 'retry: 5\n\n'), []);
  });
});
