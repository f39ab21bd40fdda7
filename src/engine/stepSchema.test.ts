import assert from 'node:assert/strict';
import { parseWireStep, stepJsonSchema } from './stepSchema.ts';

describe('the step’s schema', () => {
  it('is strict, with the decision last', () => {
    assert.deepEqual(stepJsonSchema, {
      type: 'object',
      properties: {
        title: { type: 'string' },
        content: { type: 'string' },
        next_action: { type: 'string', enum: ['continue', 'final_answer'] },
      },
      required: ['title', 'content', 'next_action'],
      additionalProperties: false,
    });
    assert.deepEqual(Object.keys(Object(stepJsonSchema['properties'])), ['title', 'content', 'next_action']);
  });

  it('reads just the object asked for', () => {
    const step = { title: 'A', content: 'b', next_action: 'continue' };
    assert.deepEqual(parseWireStep(JSON.stringify(step)), step);
    const others = ['', '[]', 'x', '{"title":"A"}', JSON.stringify({ ...step, more: 1 }), JSON.stringify({ ...step, next_action: 'go' })];
    assert.deepEqual(others.map(parseWireStep), Array(others.length).fill(undefined));
  });
});
