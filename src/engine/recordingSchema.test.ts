import assert from 'node:assert/strict';
import type * as z from 'zod/mini';
import type { ReasoningEvent } from './events.ts';
import { EVENT_TYPES, type eventSchema } from './recordingSchema.ts';

type Type = ReasoningEvent['type'];
type FieldsOf<Event, Name extends Type> = keyof Extract<Event, { type: Name }>;
/** The fields that a recording would lose. */
type Lost = { [Name in Type]: Exclude<FieldsOf<ReasoningEvent, Name>, FieldsOf<z.infer<typeof eventSchema>, Name>> }[Type];

describe('The events of a recording', () => {
  it('have every field that a run tells: the type checker holds it', () => {
    const losesNothing: [Lost] extends [never] ? true : Lost = true;
    assert.ok(losesNothing);
  });

  it('are all of those that a run tells', () => {
    const types: Readonly<Record<Type, true>> = {
      'run-start': true,
      'step-start': true,
      'step-delta': true,
      'step-retry': true,
      'step-end': true,
      'reasoning-delta': true,
      'answer-start': true,
      'answer-delta': true,
      'answer-retry': true,
      'answer-end': true,
      notice: true,
      remark: true,
      tally: true,
      value: true,
      'run-end': true,
      'run-cancel': true,
      'run-error': true,
    };
    assert.deepEqual([...EVENT_TYPES].sort(), Object.keys(types).sort());
  });
});
