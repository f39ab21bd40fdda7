import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { OpenRequest } from './openRequest.ts';

const aborted = ({ signal }: OpenRequest) => new Promise(resolve => signal.addEventListener('abort', resolve));
const rest = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

/** Keeps the event loop from turning, as a long burst of words does. */
function block(ms: number): void {
  for (const endMs = performance.now() + ms; performance.now() < endMs; );
}

describe('an open request', () => {
  it('ends with its reader, and leaves no listener when it is closed', () => {
    const controller = new AbortController();
    const open = new OpenRequest(controller.signal);
    controller.abort('enough');
    assert.deepEqual([open.signal.aborted, open.signal.reason, open.silence], [true, 'enough', undefined]);
    const other = new OpenRequest(new AbortController().signal);
    other.close();
    assert.equal(getEventListeners(controller.signal, 'abort').length, 0);
    assert.equal(new OpenRequest(controller.signal).signal.aborted, true);
  });

  it('ends with the silence that is awaited now, even after a longer one', async () => {
    const open = new OpenRequest(new AbortController().signal);
    open.waitFor('first-byte-timeout', 60_000);
    open.waitFor('idle-timeout', 10);
    await aborted(open);
    assert.equal(open.silence, 'idle-timeout');
  });

  it('waits anew after every word, and not at all where there is no limit or it rests', async () => {
    const open = new OpenRequest(new AbortController().signal);
    open.waitFor('idle-timeout', 20);
    open.waitFor('idle-timeout', 60_000);
    await rest(40);
    open.waitFor('idle-timeout', 20);
    open.rest();
    await rest(40);
    open.waitFor('idle-timeout', 20);
    open.waitFor('after-end', 0);
    await rest(40);
    assert.equal(open.signal.aborted, false);
    open.close();
  });

  it('is not ended by a burst of words that takes longer than the silence may', async () => {
    const open = new OpenRequest(new AbortController().signal);
    open.waitFor('idle-timeout', 200);
    block(250);
    open.waitFor('idle-timeout', 200);
    await rest(5);
    assert.equal(open.signal.aborted, false);
    open.close();
  });

  it('asks for no negative time, of which a newer Node warns, where the moment comes between two looks at the clock', async () => {
    const asked: (number | undefined)[] = [];
    const [clock, timer] = [performance.now, globalThis.setTimeout];
    // Waited for at 0, and looked at twice when it rings: just before the end, and just after it.
    const moments = [0, 0, 9.9, 10.1, 11];
    performance.now = () => (moments.length > 1 ? moments.shift() : moments[0]) ?? 0;
    globalThis.setTimeout = Object.assign((ring: () => void, ms?: number) => timer(ring, asked[asked.push(ms) - 1]), timer);
    try {
      const open = new OpenRequest(new AbortController().signal);
      open.waitFor('idle-timeout', 10);
      await aborted(open);
    } finally {
      performance.now = clock;
      globalThis.setTimeout = timer;
    }
    assert.deepEqual(asked, [10, 0]);
  });

  it('waits for weeks without Node taking that for no time at all', async () => {
    const warnings: string[] = [];
    const note = ({ name }: Error) => warnings.push(name);
    process.on('warning', note);
    const open = new OpenRequest(new AbortController().signal);
    open.waitFor('first-byte-timeout', 2 ** 31);
    await rest(5);
    open.close();
    process.off('warning', note);
    assert.deepEqual([warnings, open.silence], [[], undefined]);
  });

  it('hears what arrived while the process was busy', async () => {
    const open = new OpenRequest(new AbortController().signal);
    open.waitFor('idle-timeout', 20);
    const { port1, port2 } = new MessageChannel();
    port2.onmessage = () => open.rest();
    port1.postMessage('a word');
    block(40);
    await rest(5);
    port1.close();
    assert.equal(open.signal.aborted, false);
    open.close();
  });
});
