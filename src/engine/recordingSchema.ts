import * as z from 'zod/mini';
import { MODEL_ERROR_KINDS } from './errors.ts';
import { CHAIN_EVENT_TYPES } from './events.ts';
import { PURPOSES } from './run.ts';
import { storedParts } from './storedSchema.ts';

const { count, step, answer, limits, excerpts, event } = storedParts;

const retry = { attempt: count, delayMs: count, reason: z.enum([...MODEL_ERROR_KINDS, 'truncated']) };
const chain = { chain: z.exactOptional(count) };
const place = { node: z.string(), parent: z.string() };
const record = z.omit(z.extend(step, { node: z.string(), raw: z.exactOptional(z.string()), by: z.exactOptional(z.literal('reader')) }), {
  reasoning: true,
});

const runStart = z.object({
  type: z.literal('run-start'),
  version: z.literal(1),
  runId: z.string(),
  question: z.string(),
  excerpts: z.exactOptional(excerpts),
  model: z.string(),
  isLocal: z.exactOptional(z.literal(true)),
  strategy: z.string(),
  preset: z.string(),
  limits,
  from: z.exactOptional(z.string()),
  purpose: z.exactOptional(z.enum(PURPOSES)),
  branch: z.exactOptional(count),
});

/** Every event of a run, as it is trusted after reading. Fields that are not known are left out. */
export const eventSchema = z.discriminatedUnion('type', [
  runStart,
  z.object({ ...chain, type: z.literal('step-start'), index: count, ...place }),
  z.object({
    ...chain,
    type: z.literal('step-delta'),
    index: count,
    title: z.exactOptional(z.string()),
    content: z.exactOptional(z.string()),
  }),
  z.object({ ...chain, type: z.literal('step-retry'), index: count, ...retry }),
  z.object({ ...chain, type: z.literal('step-end'), step: record }),
  z.object({ ...chain, type: z.literal('reasoning-delta'), index: z.exactOptional(count), text: z.string() }),
  z.object({ ...chain, type: z.literal('answer-start'), ...place }),
  z.object({ ...chain, type: z.literal('answer-delta'), text: z.string() }),
  z.object({ ...chain, type: z.literal('answer-retry'), ...retry }),
  z.extend(answer, { ...chain, type: z.literal('answer-end') }),
  event,
]);

/** The names of the events that this version knows. */
export const EVENT_TYPES: ReadonlySet<unknown> = new Set([
  'run-start',
  ...CHAIN_EVENT_TYPES,
  'notice',
  'remark',
  'tally',
  'value',
  'run-end',
  'run-cancel',
  'run-error',
]);

/** What every line of a recording is, whatever a later version adds: an object that says what it tells. */
export const anyEventSchema = z.object({ type: z.string(), version: z.optional(z.unknown()) });
