import assert from 'node:assert/strict';
import { stepJsonSchema } from './stepJsonSchema.ts';

describe('the JSON schema of a step', () => {
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
});
