import assert from 'node:assert/strict';
import { orderOffers } from './offerOrder.ts';

describe('The offers of Connect', () => {
  const offers = ['openai', 'vllm', 'ollama', 'other'].map(id => ({ id, label: id, baseUrl: '' }));
  const found = { models: [{ id: 'm' }], wantsKey: false };

  it('begin with the servers that were found, and are all there', () => {
    const idsWith = (...ids: string[]) => orderOffers(offers, new Map(ids.map(id => [id, found]))).map(({ offer }) => offer.id);
    assert.deepEqual(idsWith(), ['openai', 'vllm', 'ollama', 'other']);
    assert.deepEqual(idsWith('ollama'), ['ollama', 'openai', 'vllm', 'other']);
    assert.deepEqual(idsWith('ollama', 'vllm'), ['vllm', 'ollama', 'openai', 'other']);
  });
});
