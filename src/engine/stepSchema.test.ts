import assert from 'node:assert/strict';
import { parseWireStep } from './stepSchema.ts';

describe('the step’s schema', () => {
  it('reads just the object asked for', () => {
    const step = { title: 'A', content: 'b', next_action: 'continue' };
    assert.deepEqual(parseWireStep(JSON.stringify(step)), step);
    const others = ['', '[]', 'x', '{"title":"A"}', JSON.stringify({ ...step, more: 1 }), JSON.stringify({ ...step, next_action: 'go' })];
    assert.deepEqual(others.map(parseWireStep), Array(others.length).fill(undefined));
  });
});
