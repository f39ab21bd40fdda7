import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { Inbox } from './inbox.ts';
import { Merge } from './merge.ts';

const signal = new AbortController().signal;
const speaker = () => {
  const inbox = new Inbox<number>();
  return { inbox, iterator: inbox[Symbol.asyncIterator]() };
};
const settled = () => new Promise(resolve => setImmediate(resolve));

describe('Merge', () => {
  it('hands on what is said in the order in which it is said', async () => {
    const [a, b] = [speaker(), speaker()];
    const merge = new Merge<number, void>();
    merge.add('a', a.iterator);
    merge.add('b', b.iterator);
    b.inbox.push(1);
    await settled();
    a.inbox.push(2);
    await settled();
    b.inbox.push(3);
    const heard = [await merge.next(signal), await merge.next(signal), await merge.next(signal)];
    assert.deepEqual(
      heard.map(said => [said.name, 'result' in said && said.result.value]),
      [
        ['b', 1],
        ['a', 2],
        ['b', 3],
      ],
    );
    assert.deepEqual(merge.names(), ['a', 'b']);
  });

  it('tells an end with its value, and forgets the speaker', async () => {
    const merge = new Merge<number, string>();
    merge.add('a', ends('done'));
    assert.deepEqual(await merge.next(signal), { name: 'a', result: { value: 'done', done: true } });
    assert.equal(merge.has('a'), false);
  });

  it('tells a failure, and forgets the speaker', async () => {
    const failure = new Error('broken');
    const merge = new Merge<number, void>();
    merge.add('a', fails(failure));
    assert.deepEqual(await merge.next(signal), { name: 'a', error: failure });
    assert.equal(merge.has('a'), false);
  });

  it('does not wait for a speaker that hangs when it is aborted', async () => {
    const abort = new AbortController();
    const merge = new Merge<number, void>();
    merge.add('a', { next: () => new Promise(() => {}) });
    const next = merge.next(abort.signal);
    abort.abort(new Error('stopped'));
    await assert.rejects(next, /stopped/);
    await assert.rejects(merge.next(abort.signal), /stopped/);
  });

  it('prefers the abort to what has been said already', async () => {
    const abort = new AbortController();
    const merge = new Merge<number, string>();
    merge.add('a', ends('done'));
    await settled();
    abort.abort(new Error('stopped'));
    await assert.rejects(merge.next(abort.signal), /stopped/);
  });

  it('hears no more of a speaker that was dropped, and closes it', async () => {
    const [a, b] = [speaker(), speaker()];
    const merge = new Merge<number, void>();
    merge.add('a', a.iterator);
    merge.add('b', b.iterator);
    a.inbox.push(1);
    await settled();
    merge.drop('a');
    b.inbox.push(2);
    assert.equal((await merge.next(signal)).name, 'b');
    assert.equal((await a.iterator.next()).done, true);
  });

  it('does not take the last words of a dropped speaker for those of its namesake', async () => {
    const [old, young] = [speaker(), speaker()];
    const merge = new Merge<number, void>();
    merge.add('a', old.iterator);
    old.inbox.push(1);
    await settled();
    merge.drop('a');
    merge.add('a', young.iterator);
    young.inbox.push(2);
    assert.deepEqual(await merge.next(signal), { name: 'a', result: { value: 2, done: false } });
  });

  it('hears nothing that a dropped speaker says later', async () => {
    let answer = (_result: IteratorResult<number, void>): void => {};
    const merge = new Merge<number, void>();
    merge.add('a', { next: () => new Promise(resolve => (answer = resolve)) });
    merge.dropAll();
    const b = speaker();
    merge.add('b', b.iterator);
    answer({ value: 1, done: false });
    await settled();
    b.inbox.push(2);
    assert.equal((await merge.next(signal)).name, 'b');
  });

  it('listens once to the signal, however much is said, and leaves no listener behind', async () => {
    const abort = new AbortController();
    const a = speaker();
    const merge = new Merge<number, void>();
    merge.add('a', a.iterator);
    for (let word = 0; word < 20; word++) {
      const next = merge.next(abort.signal);
      assert.equal(getEventListeners(abort.signal, 'abort').length, 1);
      a.inbox.push(word);
      await next;
    }
    merge.dropAll();
    assert.equal(getEventListeners(abort.signal, 'abort').length, 0);
  });
});

// biome-ignore lint/correctness/useYield: it only ends.
async function* ends(value: string): AsyncGenerator<number, string> {
  return value;
}

// biome-ignore lint/correctness/useYield: it only fails.
async function* fails(failure: Error): AsyncGenerator<number, void> {
  throw failure;
}
