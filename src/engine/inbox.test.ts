import assert from 'node:assert/strict';
import { Inbox } from './inbox.ts';

describe('Inbox', () => {
  it('hands out words in their order, those from before the reading included', async () => {
    const inbox = new Inbox<number>();
    inbox.push(1);
    inbox.push(2);
    const words = inbox[Symbol.asyncIterator]();
    assert.deepEqual([(await words.next()).value, (await words.next()).value], [1, 2]);
  });

  it('wakes a reader that waits', async () => {
    const inbox = new Inbox<number>();
    const next = inbox[Symbol.asyncIterator]().next();
    inbox.push(3);
    assert.deepEqual(await next, { value: 3, done: false });
  });

  it('ends once it is closed and empty', async () => {
    const inbox = new Inbox<number>();
    inbox.push(1);
    inbox.close();
    const heard: number[] = [];
    for await (const word of inbox) heard.push(word);
    assert.deepEqual(heard, [1]);
  });

  it('ends a reader that waits when it is closed', async () => {
    const inbox = new Inbox<number>();
    const next = inbox[Symbol.asyncIterator]().next();
    inbox.close();
    assert.equal((await next).done, true);
  });
});
