import assert from 'node:assert/strict';
import { tracking } from './tracking.ts';

const HELD = /(\p{L}+?)(?: has a |有一个)(\p{L}+?)(?: ball\.|球。)/gu;
const SWAPPED = /[ 。.](?:Then |然后)?(\p{L}+?)(?: and |和)(\p{L}+?)(?: swap their balls|交换手中的球)/gu;

describe('The suite tracking', () => {
  it('names whoever holds the ball when all are moved at each swap', () => {
    for (const { question, answer, kind } of tracking(1, 400)) {
      const held = new Map([...question.matchAll(HELD)].map(([, name = '', colour = '']) => [name, colour] as const));
      const swaps = [...question.matchAll(SWAPPED)];
      assert.ok(held.size >= 3 && swaps.length >= 3, question);
      for (const [, one = '', other = ''] of swaps) {
        const [first, second] = [held.get(one), held.get(other)];
        assert.ok(first && second && one !== other, `${one}, ${other}: ${question}`);
        held.set(one, second).set(other, first);
      }
      const [, english, asked = english] = /(?:the (\w+) ball now|谁有(.)球)/.exec(question) ?? [];
      const holders = [...held].flatMap(([name, colour]) => (colour === asked ? [name] : []));
      assert.deepEqual([[answer], kind], [holders, 'text'], question);
    }
  });
});
