import assert from 'node:assert/strict';
import { workThrough } from './workThrough.ts';

async function* count(to: number): AsyncGenerator<number, void> {
  for (let item = 0; item < to; item++) yield item;
}

describe('Work that is gone through', () => {
  it('is done for every item once, for so many at once', async () => {
    const done: number[] = [];
    let [running, most] = [0, 0];
    await workThrough(count(20), 3, async item => {
      running += 1;
      most = Math.max(most, running);
      await new Promise(resolve => setImmediate(resolve));
      running -= 1;
      done.push(item);
    });
    assert.deepEqual([done.sort((a, b) => a - b), most], [Array.from({ length: 20 }, (_, item) => item), 3]);
  });

  it('begins nothing after the first failure, waits for what goes on, and throws it', async () => {
    const ended: number[] = [];
    const work = async (item: number) => {
      await new Promise(resolve => setImmediate(resolve));
      if (item === 3) throw new Error('The disk is full.');
      ended.push(item);
    };
    await assert.rejects(workThrough(count(50), 2, work), /The disk is full/);
    assert.ok(ended.length >= 3 && ended.length <= 5, String(ended));
  });
});
