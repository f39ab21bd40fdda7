import assert from 'node:assert/strict';
import { nearestNames } from './nearestNames.ts';

const NAMES = ['bge-m3', 'Qwen/Qwen2.5-7B-Instruct', 'gpt-4o', 'gpt-4o-mini', 'llama3.1:8b'];

describe('the nearest names', () => {
  it('begin with the one that was mistyped or shortened', () => {
    const nearest = (name: string) => nearestNames(name, NAMES)[0];
    assert.deepEqual(['gtp-4o', 'qwen2.5', 'llama3.1', 'GPT-4O-MINI'].map(nearest), [
      'gpt-4o',
      'Qwen/Qwen2.5-7B-Instruct',
      'llama3.1:8b',
      'gpt-4o',
    ]);
  });

  it('are three at most', () => {
    assert.equal(nearestNames('x', NAMES).length, 3);
    assert.deepEqual(nearestNames('x', ['y']), ['y']);
    assert.deepEqual(nearestNames('x', []), []);
  });
});
